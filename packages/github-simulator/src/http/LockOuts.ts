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

/** Only attempts within this time count together. */
const WINDOW_MS = 60_000;
const LOCKED_FOR_MS = 5 * 60_000;

type Attempts = { since: number; count: number; lockedUntil?: number };

/**
 * Behaviour 49: after many refused tokens of one person GitHub refuses all of
 * that person's requests for a while, those with a good token too. A token that
 * never existed belongs to nobody, so it locks nobody out.
 */
export class LockOuts {
  readonly #attempts = new Map<number, Attempts>();
  readonly #clock: SimulatorClock;

  constructor(clock: SimulatorClock) {
    this.#clock = clock;
  }

  /** Counts a refused token. `allowed` of them are forgiven; 0 forgives all. */
  count(userId: number, allowed: number): void {
    if (allowed === 0) return;
    const now = this.#clock.now();
    const known = this.#attempts.get(userId);
    const attempts =
      known && now - known.since < WINDOW_MS ? known : { since: now, count: 0 };
    attempts.count += 1;
    if (attempts.count >= allowed) attempts.lockedUntil = now + LOCKED_FOR_MS;
    this.#attempts.set(userId, attempts);
  }

  isLockedOut(userId: number): boolean {
    const lockedUntil = this.#attempts.get(userId)?.lockedUntil;
    return lockedUntil !== undefined && lockedUntil > this.#clock.now();
  }

  /** Lets everybody in again. */
  clear(): void {
    this.#attempts.clear();
  }
}
