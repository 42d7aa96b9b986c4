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

import type { GitHubRateLimit } from '../github/types';

/** This part of a user's calls is left to the user, who needs them for their own work. */
const RESERVE = 0.1;

/** As long as this part is left, nothing is to be feared. */
const PLENTY = 0.5;

/** Calls that a look makes on average: its list, and now and then a detail or a pull request. */
const CALLS_PER_LOOK = 2;

/** GitHub's limits are per hour; a longer wait would come of clocks that differ. */
const LONGEST_RESET_MS = 60 * 60_000;

/** Whatever stands in Retry-After, tomorrow is soon enough to ask again. */
const LONGEST_RETRY_AFTER_MS = 24 * 60 * 60_000;

export interface LimitsInput {
  /** The interval that is wanted. */
  intervalMs: number;
  /** What GitHub last said of the user's calls. */
  rateLimit?: GitHubRateLimit;
  /** GitHub's word on when to come back, in seconds. */
  retryAfter?: number;
  /** Milliseconds since the epoch. */
  now: number;
}

/** What {@link obeyLimits} makes of them. */
export interface Limits {
  /** At least the wanted one. */
  intervalMs: number;
  /** Milliseconds since the epoch; absent: at any time. */
  notBefore?: number;
}

/**
 * How often a user may be asked about without eating up the user's calls: once
 * half of them are gone, what is left beyond the reserve is spread over the time
 * until GitHub counts anew, and once the reserve is reached, nothing is asked
 * until then.
 */
export function obeyLimits(input: LimitsInput): Limits {
  const { intervalMs, rateLimit, retryAfter, now } = input;
  const untilRetry = Math.min(
    Math.max(0, retryAfter ?? 0) * 1000,
    LONGEST_RETRY_AFTER_MS,
  );
  const untilReset = rateLimit
    ? Math.min(
        Math.max(0, Date.parse(rateLimit.resetAt) - now || 0),
        LONGEST_RESET_MS,
      )
    : 0;
  const looks = looksLeft(rateLimit);
  const wait = Math.max(untilRetry, looks < 1 ? untilReset : 0);
  return {
    intervalMs: Math.max(
      intervalMs,
      looks < 1 ? untilReset : untilReset / looks,
    ),
    ...(wait > 0 && { notBefore: now + wait }),
  };
}

function looksLeft(rateLimit: GitHubRateLimit | undefined): number {
  if (!rateLimit) return Infinity;
  const { limit, remaining } = rateLimit;
  if (remaining >= limit * PLENTY) return Infinity;
  return (remaining - limit * RESERVE) / CALLS_PER_LOOK;
}
