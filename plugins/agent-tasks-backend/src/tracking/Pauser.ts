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

import type { Announcer } from '../live/Announcer';
import type { TaskOwner, TaskStore } from '../tasks/TaskStore';
import type { FollowedUsers } from './FollowedUsers';
import type { SharedClock } from './SharedClock';
import { toIso } from './toIso';

export interface PauserOptions {
  store: TaskStore;
  followedUsers: FollowedUsers;
  announcer: Announcer;
  clock: Pick<SharedClock, 'now'>;
}

/**
 * Pauses the tasks of an owner for whom there is no token, and resumes them.
 * Both are normal: the card says so and asks its owner to sign in.
 */
export class Pauser {
  readonly #options: PauserOptions;

  private constructor(options: PauserOptions) {
    this.#options = options;
  }

  static create(options: PauserOptions): Pauser {
    return new Pauser(options);
  }

  /** `false`: they were paused already or, where `nextCheckAt` is given, it was changed meanwhile. */
  async pause(
    owner: TaskOwner & { nextCheckAt?: string },
    reason: string,
  ): Promise<boolean> {
    const isPaused = await this.#options.followedUsers.pause(owner, reason);
    if (isPaused) await this.#tell(owner, 'paused', reason);
    return isPaused;
  }

  /** GitHub is asked at once, if its limits allow: there may be much to catch up with. */
  async resume(owner: TaskOwner): Promise<void> {
    const { followedUsers, clock } = this.#options;
    if (await followedUsers.resume(owner, clock.now())) {
      await this.#tell(owner, 'resumed');
    }
  }

  async #tell(owner: TaskOwner, to: string, note?: string): Promise<void> {
    const { store, announcer, clock } = this.#options;
    const at = toIso(clock.now());
    for (const task of await store.listFollowed(owner)) {
      const changed = await store.apply({
        task,
        at,
        fields: {},
        transitions: [
          { at, kind: 'tracking', to, ...(note !== undefined && { note }) },
        ],
      });
      if (changed) await announcer.announce(changed, []);
    }
  }
}
