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

import { isAgentTasksError } from 'backstage-plugin-agent-tasks-common';
import { concernsToken } from '../github/triage';
import type { GitHubClient } from '../github/types';
import type { Announcer } from '../live/Announcer';
import type { SharedClock } from '../tracking/SharedClock';
import { toRepositoryKey } from './database/rows';
import {
  acceptedChange,
  neverSentChange,
  unknownChange,
} from './dispatchChanges';
import { findLostTasks } from './findLostTasks';
import { nextDispatchStep } from './nextDispatchStep';
import type { TaskSender } from './TaskSender';
import type { TaskChange, TaskStore } from './TaskStore';
import type { StoredTask } from './types';

export interface DispatchRecoveryOptions {
  client: GitHubClient;
  store: TaskStore;
  sender: TaskSender;
  announcer: Announcer;
  clock: Pick<SharedClock, 'now'>;
  /** How long a replica has for a dispatch that it took on itself. */
  leaseMs: number;
}

/**
 * Brings dispatches on that whoever began them has left: sends what was never
 * sent, or says so; takes as lost what has had no answer; looks on GitHub for
 * what was lost.
 *
 * Promises: whoever calls this, however many at once, nothing is sent twice, and
 * each step is written once. It is not told what becomes of a task here: read it
 * again. On a crash in any step, the next call finds the row as it was or one
 * step further, and goes on.
 */
export class DispatchRecovery {
  readonly #options: DispatchRecoveryOptions;

  private constructor(options: DispatchRecoveryOptions) {
    this.#options = options;
  }

  static create(options: DispatchRecoveryOptions): DispatchRecovery {
    return new DispatchRecovery(options);
  }

  /**
   * @param tasks - any, of one account on GitHub; those that need nothing are left alone
   * @param token - of that account
   * @throws one of GitHub's refusals, after everything else has been tried;
   *   rather one that concerns the token than one that concerns a repository
   */
  async recover(
    tasks: StoredTask[],
    token: string,
    options: {
      /** Whether what was never sent may be sent now; else it is refused. Default `true`. */
      mayStart?: boolean;
    } = {},
  ): Promise<void> {
    const failures: unknown[] = [];
    const lost = new Map<string, StoredTask[]>();
    for (const task of tasks) {
      try {
        const unanswered = await this.#finish(task, token, options);
        if (!unanswered) continue;
        const key = toRepositoryKey(unanswered.repository);
        lost.set(key, [...(lost.get(key) ?? []), unanswered]);
      } catch (error) {
        failures.push(error);
      }
    }
    for (const group of lost.values()) {
      try {
        await this.#look(group, token);
      } catch (error) {
        failures.push(error);
      }
    }
    const first = failures.find(isOfToken) ?? failures[0];
    if (first !== undefined) throw first;
  }

  /** The task if it is to be looked for. */
  async #finish(
    task: StoredTask,
    token: string,
    { mayStart = true }: { mayStart?: boolean },
  ): Promise<StoredTask | undefined> {
    const { clock, leaseMs } = this.#options;
    const now = clock.now();
    const at = new Date(now).toISOString();
    const step = nextDispatchStep(task, now, leaseMs);
    switch (step) {
      case 'send':
        if (mayStart) await this.#options.sender.send(task, { token });
        else await this.#apply(neverSentChange(task, at));
        return undefined;
      case 'refuse':
        await this.#apply(neverSentChange(task, at));
        return undefined;
      case 'take-as-lost':
        return this.#apply(unknownChange(task, { code: 'github_timeout' }, at));
      case 'look':
        return task;
      default:
        return undefined;
    }
  }

  async #look(lost: StoredTask[], token: string): Promise<void> {
    const { client, store, clock } = this.#options;
    const found = await findLostTasks({ client, store, token, lost });
    for (const { task, gitHubTask } of found) {
      const at = new Date(clock.now()).toISOString();
      await this.#apply(acceptedChange(task, gitHubTask, at));
    }
  }

  async #apply(change: TaskChange): Promise<StoredTask | undefined> {
    const task = await this.#options.store.apply(change);
    // Another may have been faster; then that one has announced the change.
    if (task) await this.#options.announcer.announce(task, change.transitions);
    return task;
  }
}

function isOfToken(error: unknown): boolean {
  return isAgentTasksError(error) && concernsToken(error);
}
