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
import type { Announcer } from '../live/Announcer';
import { applyToLatest, unknownChange } from './dispatchChanges';
import type { DispatchResult } from './dispatchTypes';
import { isAbandoned } from './isAbandoned';
import type { TaskStore } from './TaskStore';
import type { StoredTask } from './types';

const POLL_MS = 250;

export interface RepeatedDispatchOptions {
  store: TaskStore;
  announcer: Announcer;
  requestTimeoutMs: number;
}

/** Answers a request whose key already belongs to a task: GitHub is not asked again. */
export class RepeatedDispatch {
  readonly #options: RepeatedDispatchOptions;

  private constructor(options: RepeatedDispatchOptions) {
    this.#options = options;
  }

  static create(options: RepeatedDispatchOptions): RepeatedDispatch {
    return new RepeatedDispatch(options);
  }

  async answer(earlier: StoredTask): Promise<DispatchResult> {
    const task = await this.#waitForOutcome(earlier);
    const error = toError(task);
    return { task, replayed: true, ...(error && { error }) };
  }

  /** Another replica is sending it right now, or died while it did. */
  async #waitForOutcome(earlier: StoredTask): Promise<StoredTask> {
    const { store, announcer, requestTimeoutMs } = this.#options;
    let task = earlier;
    while (task.dispatch.status === 'pending') {
      if (isAbandoned(task, Date.now(), requestTimeoutMs)) {
        const outcome = await applyToLatest(store, task.id, current =>
          current.dispatch.status === 'pending'
            ? unknownChange(
                current,
                { code: 'github_timeout' },
                new Date().toISOString(),
              )
            : undefined,
        );
        if (outcome.change) {
          await announcer.announce(outcome.task, outcome.change.transitions);
        }
        return outcome.task;
      }
      await new Promise(resolve => setTimeout(resolve, POLL_MS));
      task = (await store.get(task.id)) ?? task;
    }
    return task;
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
