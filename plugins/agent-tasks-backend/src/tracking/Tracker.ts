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

import type { LoggerService } from '@backstage/backend-plugin-api';
import { isAgentTasksError } from 'backstage-plugin-agent-tasks-common';
import type { CredentialStore, GitHubIdentities } from '../credentials';
import { settleWithin } from '../settleWithin';
import type { TaskStore } from '../tasks/TaskStore';
import type { CheckRecord, FollowedUser, FollowedUsers } from './FollowedUsers';
import type { OwnerCheck } from './OwnerCheck';
import { emptyMemory, type OwnerMemory } from './OwnerMemory';
import type { Pauser } from './Pauser';
import { planNextCheck } from './planNextCheck';

/** Owners that are asked about at the same time. */
const CONCURRENT_OWNERS = 10;

/** How often the database is asked who is due: a quarter of the interval, at most every second. */
const LONGEST_TICK_MS = 1_000;
const SHORTEST_TICK_MS = 20;

/** A claim outlives any look that succeeds; after it another replica may take over. */
const CLAIM_MS = 60_000;

/** Shutting down waits this long for looks that are under way. */
const STOP_WITHIN_MS = 4_000;

export interface TrackerOptions {
  store: TaskStore;
  followedUsers: FollowedUsers;
  credentials: CredentialStore;
  identities: GitHubIdentities;
  check: OwnerCheck;
  pauser: Pauser;
  logger: LoggerService;
  intervalMs: number;
  slowIntervalMs: number;
}

/**
 * Follows unfinished tasks on GitHub until nothing more is to be expected.
 *
 * Promises: it asks per user, not per task, and nobody who looks at a task
 * causes a call; every observed change is written once with its transition and
 * announced after that; GitHub's rate limits are obeyed per user, and failures
 * are met with ever longer waits, up to 15 minutes; without a token a user's
 * tasks are paused, and resume when the user shows up.
 *
 * Does not promise to see every state: what comes and goes between two looks is
 * not seen.
 *
 * On a crash nothing is lost but what this process remembered to save calls.
 * Owners are claimed in the database, so that of several replicas one asks; the
 * claim of a dead one runs out. Tokens are in this process only: an owner that
 * no replica has a token for is paused once a look is overdue.
 */
export class Tracker {
  readonly #options: TrackerOptions;
  readonly #memories = new Map<string, OwnerMemory>();
  readonly #underWay = new Map<string, Promise<void>>();
  readonly #tickMs: number;
  #timer?: ReturnType<typeof setTimeout>;
  #ticking: Promise<void> = Promise.resolve();
  #isStopped = false;

  private constructor(options: TrackerOptions) {
    this.#options = options;
    this.#tickMs = Math.min(
      LONGEST_TICK_MS,
      Math.max(SHORTEST_TICK_MS, options.intervalMs / 4),
    );
  }

  static create(options: TrackerOptions): Tracker {
    return new Tracker(options);
  }

  start(): void {
    this.#timer = setTimeout(() => {
      this.#ticking = this.#tick().finally(() => {
        if (!this.#isStopped) this.start();
      });
    }, this.#tickMs);
  }

  /** Resolves within five seconds; whatever still runs then is left to itself. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    const underWay = this.#ticking.then(() =>
      Promise.allSettled(this.#underWay.values()),
    );
    await settleWithin(underWay, STOP_WITHIN_MS);
  }

  async #tick(): Promise<void> {
    try {
      const free = CONCURRENT_OWNERS - this.#underWay.size;
      if (free <= 0) return;
      const now = new Date().toISOString();
      // Twice as many: some are without a token here.
      const due = await this.#options.followedUsers.listDue(now, free * 2);
      for (const user of due) {
        if (this.#isStopped || this.#underWay.size >= CONCURRENT_OWNERS) return;
        if (!this.#underWay.has(keyOf(user))) await this.#take(user);
      }
    } catch (error) {
      this.#warn('The tracker could not read who is due', error);
    }
  }

  async #take(user: FollowedUser): Promise<void> {
    const { credentials } = this.#options;
    const token = await credentials.find(user);
    if (token === undefined) {
      await this.#pauseIfForsaken(user);
      return;
    }
    const claimedUntil = await this.#claim(user);
    if (!claimedUntil) return;
    const key = keyOf(user);
    const look = this.#look(user, token, claimedUntil)
      .catch(error => this.#warn('A look at tasks was not recorded', error))
      .finally(() => this.#underWay.delete(key));
    this.#underWay.set(key, look);
  }

  /** Another replica may have the token; then it would have looked by now. */
  async #pauseIfForsaken(user: FollowedUser): Promise<void> {
    const overdueMs = Date.now() - Date.parse(user.nextCheckAt);
    const { store, followedUsers, pauser, intervalMs } = this.#options;
    if (overdueMs < 2 * intervalMs) return;
    const tasks = await store.listFollowed(user);
    if (tasks.length > 0) {
      await pauser.pause(user, 'sign_in_required');
      return;
    }
    const claimedUntil = await this.#claim(user);
    if (claimedUntil) await followedUsers.record(user, claimedUntil, {});
  }

  /** Until when; `undefined` if another replica was faster. */
  async #claim(user: FollowedUser): Promise<string | undefined> {
    const now = Date.now();
    const until = new Date(now + CLAIM_MS).toISOString();
    const isClaimed = await this.#options.followedUsers.claim(
      user,
      new Date(now).toISOString(),
      until,
    );
    return isClaimed ? until : undefined;
  }

  async #look(
    user: FollowedUser,
    token: string,
    claimedUntil: string,
  ): Promise<void> {
    const { store, followedUsers, credentials, check } = this.#options;
    const key = keyOf(user);
    const memory = this.#memories.get(key) ?? emptyMemory();
    this.#memories.set(key, memory);
    const isSweep =
      !user.nextSweepAt || Date.parse(user.nextSweepAt) <= Date.now();
    let failure: unknown;
    try {
      const tasks = await store.listFollowed(user);
      await check.run({ token, tasks, memory, isSweep });
      memory.failures = 0;
    } catch (error) {
      failure = error;
      memory.failures += 1;
      if (await this.#pauseIfRefused(user, token, error)) return;
      this.#warn('A look at tasks on GitHub failed', error);
    }
    const record = await this.#plan(user, memory, isSweep, failure);
    if (!record.nextCheckAt) {
      this.#memories.delete(key);
      await credentials.wipe(user);
    }
    await followedUsers.record(user, claimedUntil, record);
  }

  async #pauseIfRefused(
    user: FollowedUser,
    token: string,
    error: unknown,
  ): Promise<boolean> {
    if (!isAgentTasksError(error)) return false;
    if (error.code !== 'github_sign_in_required') return false;
    const { credentials, identities, pauser } = this.#options;
    identities.forget(token);
    await credentials.reject(user, token);
    if (await credentials.find(user)) return false; // a newer one came meanwhile
    await pauser.pause(user, 'sign_in_required');
    return true;
  }

  async #plan(
    user: FollowedUser,
    memory: OwnerMemory,
    isSweep: boolean,
    failure: unknown,
  ): Promise<CheckRecord> {
    const { store, intervalMs, slowIntervalMs } = this.#options;
    const tasks = await store.listFollowed(user);
    const now = Date.now();
    const wasSwept = isSweep && failure === undefined;
    const plan = planNextCheck({
      statuses: tasks.map(({ tracking }) =>
        tracking.status === 'slow' ? 'slow' : 'live',
      ),
      sweepDueAt:
        wasSwept || !user.nextSweepAt
          ? undefined
          : Date.parse(user.nextSweepAt),
      failures: memory.failures,
      retryAfter: isAgentTasksError(failure) ? failure.retryAfter : undefined,
      intervalMs,
      slowIntervalMs,
      now,
      random: Math.random(),
    });
    const at = new Date(now).toISOString();
    return {
      ...(failure === undefined && { lastCheckedAt: at }),
      ...(wasSwept && { lastSweptAt: at }),
      nextSweepAt: toIso(plan.nextSweepAt),
      nextCheckAt: toIso(plan.nextCheckAt),
    };
  }

  #warn(message: string, error: unknown): void {
    if (this.#isStopped) return;
    this.#options.logger.warn(message, {
      reason: isAgentTasksError(error) ? error.code : String(error),
    });
  }
}

function keyOf(user: FollowedUser): string {
  return `${user.userEntityRef}\n${user.githubUserId}`;
}

function toIso(time: number | undefined): string | undefined {
  return time === undefined ? undefined : new Date(time).toISOString();
}
