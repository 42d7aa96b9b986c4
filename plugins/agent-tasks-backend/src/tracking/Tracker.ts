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
 * Tracking: follows unfinished tasks on GitHub until nothing more is to be
 * expected.
 *
 * Promises: it asks per user, not per task, and nobody who looks at a task
 * causes a call; every observed change is written once with its transition and
 * announced after that; GitHub's limits are obeyed per user, over restarts and
 * replicas, and a tenth of a user's calls is left to the user; failures are met
 * with ever longer waits, up to 15 minutes; without a token a user's tasks are
 * paused, and resume when the user shows up.
 *
 * Does not promise to see every state: what comes and goes between two looks is
 * not seen.
 *
 * Work is shared by claims: a replica takes owners who are due, row by row, for
 * two request time-outs, and renews the claim of a look that takes longer. On a
 * crash nothing is lost but what the process remembered to save calls: its
 * owners are due again when their claims run out. A replica that is shut down
 * gives its claims back. Of two looks at one owner, at a time when a claim ran
 * out, both may ask GitHub; each change is still written once.
 *
 * Who is due is told by the database's clock (`SharedClock`), so a replica whose
 * clock jumps does not matter, and where the database's own jumps, plans from
 * the future are void (`isDue`).
 *
 * Where tokens are in memory (no encryption keys), a replica takes only owners
 * whose tokens it has, and those whose token no replica has are paused.
 *
 * `WorkPool` keeps looks going, `OwnerLook` is one of them, `OwnerCheck` asks
 * GitHub and writes what changed, `planRecord` says when to look again.
 */
import { randomUUID } from 'node:crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { CredentialStore } from '../credentials';
import { settleWithin } from '../settleWithin';
import type { ClaimedUser, FollowedUsers } from './FollowedUsers';
import type { ForsakenOwners } from './ForsakenOwners';
import type { OwnerLook } from './OwnerLook';
import { reasonOf } from '../reasonOf';
import type { SharedClock } from './SharedClock';
import { WorkPool } from './WorkPool';

/**
 * Owners that are asked about at the same time: at 133 looks a second (2,000
 * users every 15 seconds) each may take half a second.
 */
const CONCURRENT_OWNERS = 64;

/** How often the database is asked who is due: a quarter of the interval, at most every half second. */
const LONGEST_IDLE_MS = 500;
const SHORTEST_IDLE_MS = 20;

/** Shutting down takes five seconds at most: looks that are under way, then giving claims back. */
const SETTLE_WITHIN_MS = 3_000;
const RELEASE_WITHIN_MS = 800;

export interface TrackerOptions {
  followedUsers: Pick<FollowedUsers, 'claimDue' | 'release'>;
  credentials: Pick<CredentialStore, 'heldOwners'>;
  look: OwnerLook;
  forsaken: ForsakenOwners;
  clock: SharedClock;
  logger: LoggerService;
  intervalMs: number;
}

/** Takes owners who are due and looks at them, from `start` to `stop`. */
export class Tracker {
  readonly #options: TrackerOptions;
  /** Names this replica in its claims. */
  readonly #claimedBy = randomUUID();
  readonly #pool: WorkPool<ClaimedUser>;
  /** Looks that could not be recorded, as the database was away. */
  #unrecorded: ClaimedUser[] = [];
  #forsaking: Promise<void> = Promise.resolve();
  #isStopped = false;

  private constructor(options: TrackerOptions) {
    this.#options = options;
    this.#pool = WorkPool.create({
      size: CONCURRENT_OWNERS,
      idleMs: Math.min(
        LONGEST_IDLE_MS,
        Math.max(SHORTEST_IDLE_MS, options.intervalMs / 4),
      ),
      claim: limit => this.#claim(limit),
      work: user => this.#work(user),
    });
  }

  static create(options: TrackerOptions): Tracker {
    return new Tracker(options);
  }

  start(): void {
    this.#pool.start();
  }

  /** Resolves within five seconds; whatever still runs then records nothing. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#pool.stop(SETTLE_WITHIN_MS);
    const released = this.#options.followedUsers
      .release(this.#claimedBy)
      .catch(() => {}); // Without a database, claims run out by themselves.
    await settleWithin(released, RELEASE_WITHIN_MS);
  }

  async #claim(limit: number): Promise<ClaimedUser[]> {
    const { followedUsers, credentials, clock } = this.#options;
    try {
      await clock.refresh();
      await this.#giveBackUnrecorded();
      const claimed = await followedUsers.claimDue({
        now: clock.now(),
        claimedBy: this.#claimedBy,
        limit,
        heldOwners: credentials.heldOwners(),
      });
      this.#forsaking = this.#forsaking.then(() => this.#forsake());
      return claimed;
    } catch (error) {
      this.#fail('The tracker could not read who is due', error);
      return [];
    }
  }

  /** So that these owners do not wait for their claims to run out. */
  async #giveBackUnrecorded(): Promise<void> {
    const owners = [...this.#unrecorded];
    if (owners.length === 0) return;
    await this.#options.followedUsers.release(this.#claimedBy, owners);
    this.#unrecorded = this.#unrecorded.filter(user => !owners.includes(user));
  }

  async #work(user: ClaimedUser): Promise<void> {
    try {
      await this.#options.look.run(user);
    } catch (error) {
      this.#unrecorded.push(user);
      this.#fail('A look at tasks could not be recorded', error);
    }
  }

  async #forsake(): Promise<void> {
    try {
      await this.#options.forsaken.pause();
    } catch (error) {
      this.#fail('Owners without a token could not be paused', error);
    }
  }

  #fail(message: string, error: unknown): void {
    this.#options.forsaken.forget();
    if (this.#isStopped) return;
    this.#options.logger.warn(message, { reason: reasonOf(error) });
  }
}
