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

import {
  AGENT_TASKS_ERRORS,
  AgentTasksError,
  type AgentTasksErrorCode,
} from 'backstage-plugin-agent-tasks-common';
import type { GitHubIdentities } from '../credentials';
import type { SharedClock } from '../tracking/SharedClock';
import type { DispatchRecovery } from './DispatchRecovery';
import type { DispatchResult } from './dispatchTypes';
import { nextDispatchStep } from './nextDispatchStep';
import type { TaskStore } from './TaskStore';
import type { StoredTask } from './types';

const POLL_MS = 250;

export interface RepeatedDispatchOptions {
  store: TaskStore;
  identities: Pick<GitHubIdentities, 'get'>;
  recovery: DispatchRecovery;
  clock: Pick<SharedClock, 'now'>;
  /** How long a replica has for a dispatch that it took on itself. */
  leaseMs: number;
}

/**
 * Answers a request whose task is written down already: waits for its outcome,
 * and brings it on where whoever sends it has had its time. After a lease time
 * the task is answered as it is then.
 */
export class RepeatedDispatch {
  readonly #options: RepeatedDispatchOptions;

  private constructor(options: RepeatedDispatchOptions) {
    this.#options = options;
  }

  static create(options: RepeatedDispatchOptions): RepeatedDispatch {
    return new RepeatedDispatch(options);
  }

  /** @param token - of whoever asks */
  async answer(earlier: StoredTask, token: string): Promise<DispatchResult> {
    const task = await this.#waitForOutcome(earlier, token);
    const error = toError(task);
    return { task, replayed: true, ...(error && { error }) };
  }

  /** Another replica is sending it right now, or died while it did. */
  async #waitForOutcome(
    earlier: StoredTask,
    token: string,
  ): Promise<StoredTask> {
    const { store, clock, leaseMs } = this.#options;
    const deadline = performance.now() + leaseMs;
    let task = earlier;
    while (task.dispatch.status === 'pending') {
      const isLeft = nextDispatchStep(task, clock.now(), leaseMs) !== 'wait';
      if (isLeft) {
        await this.#bringOn(task, token);
      } else if (performance.now() > deadline) {
        return task;
      } else {
        await new Promise(resolve => setTimeout(resolve, POLL_MS));
      }
      task = (await store.get(task.id)) ?? task;
      if (isLeft) return task;
    }
    return task;
  }

  async #bringOn(task: StoredTask, token: string): Promise<void> {
    const { identities, recovery } = this.#options;
    const { id } = await identities.get(token);
    // With another account than it was asked with, it would be another task.
    if (id !== task.githubUserId) return;
    // A refusal of GitHub while it looks says nothing new about the dispatch.
    await recovery.recover([task], token).catch(() => {});
  }
}

/** The refusal that the row remembers, as the first request got it. */
function toError(task: StoredTask): AgentTasksError | undefined {
  const { status, error } = task.dispatch;
  if (status === 'accepted' || !error) return undefined;
  const code =
    error.code in AGENT_TASKS_ERRORS ? error.code : 'github_rejected';
  return new AgentTasksError(code as AgentTasksErrorCode, error.message);
}
