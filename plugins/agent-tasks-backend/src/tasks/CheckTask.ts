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

import { LRUCache } from 'lru-cache';
import type { CredentialStore } from '../credentials';
import type { DispatchRecovery } from './DispatchRecovery';
import type { OwnTasks } from './OwnTasks';
import type { Reader } from './TaskReader';
import type { TaskStore } from './TaskStore';
import type { StoredTask, StoredTaskDetail } from './types';

/** At most one look per task in this time; GitHub's limits are the person's own. */
const LOOK_AGAIN_AFTER_MS = 5_000;
const MAX_REMEMBERED = 10_000;

export interface CheckTaskOptions {
  ownTasks: OwnTasks;
  recovery: Pick<DispatchRecovery, 'recover'>;
  credentials: Pick<CredentialStore, 'keep' | 'wipe'>;
  store: Pick<TaskStore, 'listFollowed'>;
  /** Looks at one accepted task on GitHub and writes what has changed; says why if it could not. */
  look: (task: StoredTask, token: string) => Promise<{ failure?: unknown }>;
}

/**
 * Has GitHub asked about one's own task at once: one that was accepted is looked
 * at, any other is brought on as `DispatchRecovery` does it. The tracker goes on
 * as it would have.
 */
export class CheckTask {
  readonly #options: CheckTaskOptions;
  readonly #looks = new LRUCache<string, Promise<void>>({
    max: MAX_REMEMBERED,
    ttl: LOOK_AGAIN_AFTER_MS,
  });

  private constructor(options: CheckTaskOptions) {
    this.#options = options;
  }

  static create(options: CheckTaskOptions): CheckTask {
    return new CheckTask(options);
  }

  /** The task as it is after the look. Throws why GitHub could not be asked. */
  async check(reader: Reader, id: string): Promise<StoredTaskDetail> {
    const { ownTasks } = this.#options;
    const task = await ownTasks.get(reader, id);
    const earlier = this.#looks.get(id);
    if (earlier) {
      // Whoever asked for that look was told if it failed.
      await earlier.catch(() => {});
    } else {
      await ownTasks.requireAccount(reader, task);
      const look = this.#look(reader, task);
      this.#looks.set(id, look);
      await look;
    }
    return ownTasks.get(reader, id);
  }

  async #look(reader: Reader, task: StoredTask): Promise<void> {
    const { recovery, look } = this.#options;
    const { gitHubToken } = reader;
    const end = await this.#lendToken(reader, task);
    try {
      if (task.dispatch.status !== 'accepted') {
        await recovery.recover([task], gitHubToken);
        return;
      }
      const { failure } = await look(task, gitHubToken);
      if (failure !== undefined) throw failure;
    } finally {
      await end();
    }
  }

  /** A task that is followed no more may come back to life, and is followed with this token then. */
  async #lendToken(
    { userEntityRef, gitHubToken }: Reader,
    { githubUserId, tracking }: StoredTask,
  ): Promise<() => Promise<void>> {
    const { credentials, store } = this.#options;
    if (tracking.status !== 'ended') return async () => {};
    const owner = { userEntityRef, githubUserId };
    await credentials.keep(owner, gitHubToken);
    return async () => {
      const followed = await store.listFollowed(owner);
      if (followed.length === 0) await credentials.wipe(owner);
    };
  }
}
