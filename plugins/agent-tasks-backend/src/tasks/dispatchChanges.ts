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

import type { AgentTasksError } from 'backstage-plugin-agent-tasks-common';
import type { GitHubTask } from '../github/types';
import type { TaskChange, TaskStore } from './TaskStore';
import type { StoredTask } from './types';

/** GitHub has the task. Of its answer to the POST only the id is certain (facts §1.4). */
export function acceptedChange(
  task: StoredTask,
  gitHubTask: GitHubTask,
  at: string,
): TaskChange {
  const { id: taskId, htmlUrl, state, rawState } = gitHubTask;
  return {
    task,
    at,
    fields: {
      dispatch: { status: 'accepted' },
      github: { taskId, ...(htmlUrl && { htmlUrl }) },
      state,
      rawState,
      tracking: { status: 'live' },
      progressedAt: at,
    },
    transitions: [
      { at, kind: 'dispatch', from: task.dispatch.status, to: 'accepted' },
      { at, kind: 'state', to: state },
    ],
  };
}

/** GitHub refused: there is no task, and nothing to follow. */
export function rejectedChange(
  task: StoredTask,
  error: AgentTasksError,
  at: string,
): TaskChange {
  const { code, message } = error;
  return {
    task,
    at,
    fields: {
      dispatch: { status: 'rejected', error: { code, message } },
      tracking: { status: 'ended' },
    },
    transitions: [
      {
        at,
        kind: 'dispatch',
        from: task.dispatch.status,
        to: 'rejected',
        note: message,
      },
    ],
  };
}

const LOST_MESSAGE =
  "GitHub's answer was lost, so the task may have been started. The portal looks for it and does not send it again.";

/** The answer was lost: there may be a task, which the tracker looks for. */
export function unknownChange(
  task: StoredTask,
  { code }: { code: string },
  at: string,
): TaskChange {
  const message = LOST_MESSAGE;
  return {
    task,
    at,
    fields: {
      dispatch: { status: 'unknown', error: { code, message } },
      tracking: { status: 'live' },
    },
    transitions: [
      {
        at,
        kind: 'dispatch',
        from: task.dispatch.status,
        to: 'unknown',
        note: message,
      },
    ],
  };
}

const MAX_ATTEMPTS = 5;

/**
 * Applies what `build` makes of the task as it is now, again where another
 * change came first. `build` gives `undefined` where nothing is left to change;
 * then the task is returned as it is.
 */
export async function applyToLatest(
  store: TaskStore,
  id: string,
  build: (task: StoredTask) => TaskChange | undefined,
): Promise<{ task: StoredTask; change?: TaskChange }> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const current = await store.get(id);
    if (!current) throw new Error(`Task ${id} is not in the database`);
    const change = build(current);
    if (!change) return { task: current };
    const task = await store.apply(change);
    if (task) return { task, change };
  }
  throw new Error(
    `Task ${id} could not be changed: others changed it ${MAX_ATTEMPTS} times meanwhile`,
  );
}
