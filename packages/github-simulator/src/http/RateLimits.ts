/*
 * Copyright 2026 The Agent Tasks Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

import type { SimulatorClock } from '../clock';

/** The buckets that the simulator counts. */
export type RateLimitResource = 'core' | 'graphql';

/** One bucket as `/rate_limit` shows it; `reset` in seconds since 1970, simulated time. */
export type RateLimitSnapshot = {
  limit: number;
  remaining: number;
  used: number;
  reset: number;
};

const WINDOW_MS = 60 * 60_000;
const USER_LIMIT = 5_000;

type Bucket = { limit: number; used: number; resetAt: number };

/** Primary limits, counted per person over all their tokens (behaviour 53). */
export class RateLimits {
  readonly #buckets = new Map<string, Bucket>();
  readonly #clock: SimulatorClock;
  readonly #anonymousLimit: number;

  constructor(clock: SimulatorClock, options: { anonymousLimit: number }) {
    this.#clock = clock;
    this.#anonymousLimit = options.anonymousLimit;
  }

  /** Counts one request. False: the limit was already used up. */
  consume(userId: number | undefined, resource: RateLimitResource): boolean {
    const bucket = this.#bucket(userId, resource);
    if (bucket.used >= bucket.limit) return false;
    bucket.used += 1;
    return true;
  }

  /** Takes one counted request back. */
  refund(userId: number | undefined, resource: RateLimitResource): void {
    const bucket = this.#bucket(userId, resource);
    bucket.used = Math.max(0, bucket.used - 1);
  }

  snapshot(
    userId: number | undefined,
    resource: RateLimitResource,
  ): RateLimitSnapshot {
    const { limit, used, resetAt } = this.#bucket(userId, resource);
    return {
      limit,
      remaining: limit - used,
      used,
      reset: Math.ceil(resetAt / 1000),
    };
  }

  set(
    userId: number,
    resource: RateLimitResource,
    change: { limit?: number; remaining?: number; resetsInMs?: number },
  ): void {
    const bucket = this.#bucket(userId, resource);
    bucket.limit = change.limit ?? bucket.limit;
    if (change.remaining !== undefined) {
      bucket.used = Math.max(0, bucket.limit - change.remaining);
    }
    if (change.resetsInMs !== undefined) {
      bucket.resetAt = this.#clock.now() + change.resetsInMs;
    }
  }

  #bucket(userId: number | undefined, resource: RateLimitResource): Bucket {
    const key = `${userId ?? 'anonymous'} ${resource}`;
    const now = this.#clock.now();
    let bucket = this.#buckets.get(key);
    if (!bucket || bucket.resetAt <= now) {
      const usual = userId === undefined ? this.#anonymousLimit : USER_LIMIT;
      bucket = {
        limit: bucket?.limit ?? usual,
        used: 0,
        resetAt: now + WINDOW_MS,
      };
      this.#buckets.set(key, bucket);
    }
    return bucket;
  }
}
