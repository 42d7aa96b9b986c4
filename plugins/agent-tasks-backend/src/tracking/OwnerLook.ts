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
import { LRUCache } from 'lru-cache';
import type { CredentialStore, GitHubIdentities } from '../credentials';
import { settleWithin } from '../settleWithin';
import type { TaskOwner, TaskStore } from '../tasks/TaskStore';
import type { StoredTask } from '../tasks/types';
import type { ClaimedUser, FollowedUsers } from './FollowedUsers';
import { keepClaim } from './keepClaim';
import type { CheckOutcome, OwnerCheck } from './OwnerCheck';
import { emptyMemory, forgetOthers, type OwnerMemory } from './OwnerMemory';
import type { Pauser } from './Pauser';
import { isSweepDue, planRecord } from './planRecord';
import { reasonOf } from '../reasonOf';
import type { SharedClock } from './SharedClock';

/** Beyond so many owners the one that was looked at longest ago is forgotten, which costs some calls. */
const MOST_REMEMBERED = 10_000;

/** After so many times the time of a claim a look is given up. */
const MOST_LEASES = 5;

/**
 * After so many looks in vain GitHub's 401 is believed, even where it still tells
 * whose token it is: the owner is to hear of it.
 */
const BELIEVED_AFTER = 3;

export interface OwnerLookOptions {
  store: TaskStore;
  followedUsers: FollowedUsers;
  credentials: CredentialStore;
  identities: GitHubIdentities;
  check: OwnerCheck;
  pauser: Pauser;
  clock: Pick<SharedClock, 'now'>;
  logger: LoggerService;
  intervalMs: number;
  slowIntervalMs: number;
  leaseMs: number;
}

/**
 * One look at an owner who was claimed, from the token to the record of when the
 * next look is. With nothing new on GitHub it reads the database once and writes
 * it once.
 */
export class OwnerLook {
  readonly #options: OwnerLookOptions;
  readonly #memories = new LRUCache<string, OwnerMemory>({
    max: MOST_REMEMBERED,
  });

  private constructor(options: OwnerLookOptions) {
    this.#options = options;
  }

  static create(options: OwnerLookOptions): OwnerLook {
    return new OwnerLook(options);
  }

  /** Throws where nothing can be recorded; the claim then stays until it is given back or runs out. */
  async run(user: ClaimedUser): Promise<void> {
    const { clock, slowIntervalMs } = this.#options;
    const isSweep = isSweepDue(user, slowIntervalMs, clock.now());
    const kept = keepClaim({ ...this.#options, claim: user });
    let outcome: CheckOutcome | undefined;
    try {
      outcome = await this.#lookWithin(MOST_LEASES, user, isSweep);
    } catch (failure) {
      // Whatever it is, it is not met again at once.
      this.#warn(user, failure);
      outcome = { statuses: ['live'], failure };
    } finally {
      await kept.end();
    }
    if (outcome) await this.#record(kept.claim, outcome, isSweep);
  }

  /** Whatever a look waits for, it does not keep its owner from all replicas for ever. */
  async #lookWithin(
    leases: number,
    user: ClaimedUser,
    isSweep: boolean,
  ): Promise<CheckOutcome | undefined> {
    const look = this.#look(user, isSweep).then(outcome => ({ outcome }));
    const ended = await settleWithin(look, leases * this.#options.leaseMs);
    if (ended) return ended.outcome;
    throw Object.assign(new Error('A look came to no end'), {
      name: 'TimeoutError',
    });
  }

  /** `undefined`: the owner was paused. */
  async #look(
    user: ClaimedUser,
    isSweep: boolean,
  ): Promise<CheckOutcome | undefined> {
    const { store, credentials } = this.#options;
    const tasks = await store.listFollowed(user);
    if (tasks.length === 0) return { statuses: [] };
    // After the tasks: the token of one that was sent was kept before.
    const token = await credentials.find(user);
    if (token === undefined) {
      const isPaused =
        !this.#isBringingToken(tasks) && (await this.#pause(user));
      return isPaused ? undefined : { statuses: ['live'] };
    }
    const outcome = await this.#check(user, token, tasks, isSweep);
    const { failure } = outcome;
    if (failure === undefined) return outcome;
    if (await this.#pauseIfRefused(user, token, failure)) return undefined;
    this.#warn(user, failure);
    return outcome;
  }

  async #check(
    user: ClaimedUser,
    token: string,
    tasks: StoredTask[],
    isSweep: boolean,
  ): Promise<CheckOutcome> {
    const key = keyOf(user);
    const memory = this.#memories.get(key) ?? emptyMemory();
    this.#memories.set(key, memory);
    forgetOthers(memory, tasks);
    return this.#options.check.run({ token, tasks, memory, isSweep });
  }

  async #record(
    claim: ClaimedUser,
    outcome: CheckOutcome,
    isSweep: boolean,
  ): Promise<void> {
    const { followedUsers, credentials, clock } = this.#options;
    const record = planRecord({
      ...this.#options,
      user: claim,
      outcome,
      isSweep,
      now: clock.now(),
      random: Math.random(),
    });
    if ((await followedUsers.record(claim, record)) !== 'ended') return;
    this.#memories.delete(keyOf(claim));
    await credentials.wipe(claim);
  }

  /** Whoever is about to send a task keeps its token first. */
  #isBringingToken(tasks: StoredTask[]): boolean {
    const { clock, leaseMs } = this.#options;
    return tasks.some(
      ({ dispatch, createdAt }) =>
        dispatch.status === 'pending' &&
        clock.now() - Date.parse(createdAt) < leaseMs,
    );
  }

  /** `false`: a task was started meanwhile, which brought a token. */
  async #pause(user: ClaimedUser): Promise<boolean> {
    const { credentials, pauser } = this.#options;
    this.#memories.delete(keyOf(user));
    const isPaused = await pauser.pause(user, 'sign_in_required');
    // A token that came just before the pause has resumed nothing.
    if (isPaused && (await credentials.find(user))) await pauser.resume(user);
    return isPaused;
  }

  async #pauseIfRefused(
    user: ClaimedUser,
    token: string,
    failure: unknown,
  ): Promise<boolean> {
    if (!isAgentTasksError(failure)) return false;
    if (failure.code !== 'github_sign_in_required') return false;
    const { credentials, identities } = this.#options;
    const isBelieved = user.failures >= BELIEVED_AFTER;
    if (!isBelieved && !(await identities.isRefused(token))) return false;
    await credentials.reject(user, token);
    if (await credentials.find(user)) return false; // a newer one came meanwhile
    return this.#pause(user);
  }

  #warn({ userEntityRef }: TaskOwner, failure: unknown): void {
    this.#options.logger.warn('A look at tasks on GitHub failed', {
      user: userEntityRef,
      reason: reasonOf(failure),
    });
  }
}

function keyOf(owner: TaskOwner): string {
  return `${owner.userEntityRef}\n${owner.githubUserId}`;
}
