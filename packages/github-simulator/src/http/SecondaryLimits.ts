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
import type { RateLimitResource } from './RateLimits';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** What GitHub's documentation says about secondary limits (behaviour 56). */
export const secondaryLimits = {
  /** Requests under way at the same time, REST and GraphQL together. */
  concurrent: 100,
  /** Points per minute: 1 for reading, 5 for writing. */
  pointsPerMinute: { core: 900, graphql: 2_000 },
  /** Requests that create content. */
  creationsPerMinute: 80,
  creationsPerHour: 500,
};

/** Counts since the start of a window; windows are minutes and hours of simulated time. */
type Count = { startedAt: number; value: number };

type Usage = {
  underWay: number;
  points: Record<RateLimitResource, Count>;
  creations: Count;
  creationsOfHour: Count;
};

/** A request that is about to be carried out. */
export type CountedRequest = {
  userId: number;
  resource: RateLimitResource;
  method: string;
};

/** Secondary limits per person, counted over all tokens. Refused requests do not count. */
export class SecondaryLimits {
  readonly #usages = new Map<number, Usage>();
  readonly #clock: SimulatorClock;

  constructor(clock: SimulatorClock) {
    this.#clock = clock;
  }

  /**
   * Counts a request that begins. Returns undefined when it may go on, and
   * otherwise the seconds after which it may be tried again.
   */
  begin({ userId, resource, method }: CountedRequest): number | undefined {
    const usage = this.#usageOf(userId);
    const isRead = ['GET', 'HEAD', 'OPTIONS'].includes(method);
    // A GraphQL query is a POST that creates nothing.
    const points = isRead || resource === 'graphql' ? 1 : 5;
    const isCreation = method === 'POST' && resource === 'core';
    const spent = this.#inWindow(usage.points[resource], MINUTE_MS);
    const created = this.#inWindow(usage.creations, MINUTE_MS);
    const createdInHour = this.#inWindow(usage.creationsOfHour, HOUR_MS);

    if (usage.underWay >= secondaryLimits.concurrent) return 1;
    if (spent.value + points > secondaryLimits.pointsPerMinute[resource]) {
      return this.#secondsLeft(spent, MINUTE_MS);
    }
    if (isCreation && created.value >= secondaryLimits.creationsPerMinute) {
      return this.#secondsLeft(created, MINUTE_MS);
    }
    if (isCreation && createdInHour.value >= secondaryLimits.creationsPerHour) {
      return this.#secondsLeft(createdInHour, HOUR_MS);
    }
    usage.underWay += 1;
    spent.value += points;
    if (isCreation) {
      created.value += 1;
      createdInHour.value += 1;
    }
    return undefined;
  }

  /** A request that had begun has got its answer, or lost its connection. */
  end(userId: number): void {
    this.#usageOf(userId).underWay -= 1;
  }

  #usageOf(userId: number): Usage {
    const known = this.#usages.get(userId);
    if (known) return known;
    const fresh = (): Count => ({ startedAt: this.#clock.now(), value: 0 });
    const usage: Usage = {
      underWay: 0,
      points: { core: fresh(), graphql: fresh() },
      creations: fresh(),
      creationsOfHour: fresh(),
    };
    this.#usages.set(userId, usage);
    return usage;
  }

  #inWindow(count: Count, length: number): Count {
    const now = this.#clock.now();
    if (now - count.startedAt >= length) {
      count.startedAt = now;
      count.value = 0;
    }
    return count;
  }

  #secondsLeft({ startedAt }: Count, length: number): number {
    return Math.ceil((startedAt + length - this.#clock.now()) / 1000);
  }
}
