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

/**
 * A plan or a claim may be so far ahead of the clock and no further: replicas
 * read one clock, the database's, with a delay of milliseconds. Beyond this the
 * clock went back since, and what was written before is void.
 */
export const CLOCK_TOLERANCE_MS = 60_000;

/** The row of an owner, as far as it tells whether to look; times in milliseconds since the epoch. */
export interface DueInput {
  /** Absent while paused or with nothing to follow. */
  nextCheckAt?: number;
  /** When `nextCheckAt` was planned. */
  plannedAt?: number;
  claimedUntil?: number;
}

/**
 * Whether an owner is to be looked at now by whoever asks: the planned time has
 * come, and nobody else has the claim. When the clock went forward, all are due
 * once and are then planned anew. When it went back, neither a plan nor a claim
 * that was made ahead of the clock holds, so nobody waits for an hour to pass twice.
 *
 * `whereDue` says the same in SQL.
 */
export function isDue(row: DueInput, now: number, leaseMs: number): boolean {
  const { nextCheckAt, plannedAt, claimedUntil } = row;
  if (nextCheckAt === undefined) return false;
  const isTime =
    nextCheckAt <= now ||
    (plannedAt !== undefined && plannedAt > now + CLOCK_TOLERANCE_MS);
  const isFree =
    claimedUntil === undefined ||
    claimedUntil <= now ||
    claimedUntil > now + leaseMs + CLOCK_TOLERANCE_MS;
  return isTime && isFree;
}
