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

import type { CredentialStore } from '../credentials';
import type { TaskStore } from '../tasks/TaskStore';
import type { FollowedUser, FollowedUsers } from './FollowedUsers';
import type { Pauser } from './Pauser';
import type { SharedClock } from './SharedClock';

/** Owners that are watched at the same time; the longest overdue come first. */
const MOST_WATCHED = 200;

export interface ForsakenOwnersOptions {
  store: Pick<TaskStore, 'listFollowed'>;
  followedUsers: Pick<FollowedUsers, 'listDueBut' | 'listIdle' | 'forget'>;
  credentials: Pick<CredentialStore, 'heldOwners' | 'wipe'>;
  pauser: Pick<Pauser, 'pause'>;
  clock: Pick<SharedClock, 'now'>;
  intervalMs: number;
}

/**
 * Where tokens live in memory, no replica knows what the others have. So each
 * wipes its tokens of owners whose last task another has seen the end of, and
 * pauses owners whom nobody looks at, as no replica has a token for them: one
 * that had it would look within two intervals. Time is measured
 * by watching, not by how long an owner is overdue: after an hour without a
 * database all are overdue and none is forsaken.
 */
export class ForsakenOwners {
  readonly #options: ForsakenOwnersOptions;
  /** Since when an owner waits for the same check, by `performance.now()`. */
  #watched = new Map<string, number>();
  #nextPassAt = 0;

  private constructor(options: ForsakenOwnersOptions) {
    this.#options = options;
  }

  static create(options: ForsakenOwnersOptions): ForsakenOwners {
    return new ForsakenOwners(options);
  }

  /** To be called often; looks once per interval. */
  async pause(): Promise<void> {
    const { followedUsers, credentials, clock, intervalMs } = this.#options;
    const now = performance.now();
    const held = credentials.heldOwners();
    if (held === undefined || now < this.#nextPassAt) return;
    this.#nextPassAt = now + intervalMs;

    for (const owner of await followedUsers.listIdle(held)) {
      await credentials.wipe(owner);
    }
    const due = await followedUsers.listDueBut({
      now: clock.now(),
      owners: held,
      limit: MOST_WATCHED,
    });
    const watched = new Map<string, number>();
    for (const user of due) {
      const key = keyOf(user);
      const since = this.#watched.get(key) ?? now;
      if (now - since < 2 * intervalMs) watched.set(key, since);
      else await this.#forsake(user);
    }
    this.#watched = watched;
  }

  /** The database was away: whoever has tokens could not look either. */
  forget(): void {
    this.#watched.clear();
  }

  async #forsake(user: FollowedUser): Promise<void> {
    const { store, followedUsers, pauser } = this.#options;
    const tasks = await store.listFollowed(user);
    if (tasks.length > 0) await pauser.pause(user, 'sign_in_required');
    else await followedUsers.forget(user);
  }
}

function keyOf({ userEntityRef, githubUserId, nextCheckAt }: FollowedUser) {
  return `${userEntityRef}\n${githubUserId}\n${nextCheckAt}`;
}
