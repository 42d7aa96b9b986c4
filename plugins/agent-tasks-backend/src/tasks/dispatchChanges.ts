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

import { AgentTasksError } from 'backstage-plugin-agent-tasks-common';
import type { GitHubTask } from '../github/types';
import type { TaskChange, TaskFields, TaskStore } from './TaskStore';
import type { StoredTask } from './types';

/** Of a task that GitHub has not shown, or that turned out to be another's. */
const NOTHING_SEEN: TaskFields = {
  state: undefined,
  rawState: undefined,
  github: {},
  seen: {},
  pullRequest: undefined,
  branch: undefined,
  usage: undefined,
  error: undefined,
  completedAt: undefined,
};

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
      ...NOTHING_SEEN,
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
    sessions: [],
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
      ...NOTHING_SEEN,
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
    sessions: [],
  };
}

/** Nobody sent it in time, and nobody will. */
export function neverSentChange(task: StoredTask, at: string): TaskChange {
  const error = new AgentTasksError(
    'github_unavailable',
    'The portal stopped before it sent this task to GitHub. It was never sent and nothing was started: start it anew.',
  );
  return rejectedChange(task, error, at);
}

/** Nobody sent it in time, and now a rule is against it. */
export function forbiddenChange(
  task: StoredTask,
  { code, message }: Pick<AgentTasksError, 'code' | 'message'>,
  at: string,
): TaskChange {
  const error = new AgentTasksError(
    code,
    `${message} The rules have changed since you asked for this task, before the portal could send it. Nothing was started.`,
  );
  return rejectedChange(task, error, at);
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

const RELEASED_MESSAGE =
  "GitHub says that the task found for this one is another's. The portal goes on looking and does not send it again.";

/** The task of GitHub's that was found for it is the answer to another dispatch. */
export function releasedChange(task: StoredTask, at: string): TaskChange {
  const change = unknownChange(task, { code: 'github_timeout' }, at);
  const note = RELEASED_MESSAGE;
  return {
    ...change,
    fields: {
      ...NOTHING_SEEN,
      ...change.fields,
      dispatch: {
        status: 'unknown',
        error: { code: 'github_timeout', message: note },
      },
    },
    transitions: [{ ...change.transitions[0], note }],
    sessions: [],
  };
}

const ABANDONED_MESSAGE =
  'You said that this task never started, so the portal does not look for it any more. If it shows up on GitHub after all, stop it there.';

/** A person says that a dispatch whose answer was lost never started a task. */
export function abandonedChange(task: StoredTask, at: string): TaskChange {
  const { status, error } = task.dispatch;
  return {
    task,
    at,
    fields: {
      dispatch: {
        status: 'unknown',
        error: {
          code: error?.code ?? 'github_timeout',
          message: ABANDONED_MESSAGE,
        },
      },
      tracking: { status: 'ended', reason: 'abandoned' },
    },
    transitions: [{ at, kind: 'dispatch', from: status, to: 'abandoned' }],
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
  write: (change: TaskChange) => Promise<StoredTask | undefined> = change =>
    store.apply(change),
): Promise<{ task: StoredTask; change?: TaskChange }> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const current = await store.get(id);
    if (!current) throw new Error(`Task ${id} is not in the database`);
    const change = build(current);
    if (!change) return { task: current };
    const task = await write(change);
    if (task) return { task, change };
  }
  throw new Error(
    `Task ${id} could not be changed: others changed it ${MAX_ATTEMPTS} times meanwhile`,
  );
}
