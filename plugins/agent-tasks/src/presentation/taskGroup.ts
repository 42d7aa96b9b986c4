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
  isSettledState,
  TASK_STATES,
  type Task,
  type TaskState,
} from 'backstage-plugin-agent-tasks-common';

/** The filter of a list of tasks. */
export type TaskGroup = 'all' | 'active' | 'finished';

/** The states by which GitHub's side of a group is asked for; `undefined`: any. */
export function statesOfGroup(group: TaskGroup): TaskState[] | undefined {
  if (group === 'all') return undefined;
  return TASK_STATES.filter(
    state => isSettledState(state) === (group === 'finished'),
  );
}

/**
 * Whether a task belongs to a group. A refused task is finished; one that is not
 * confirmed is active until the portal looks for it no more.
 */
export function isInGroup(task: Task, group: TaskGroup): boolean {
  if (group === 'all') return true;
  const { dispatch, tracking, state } = task;
  const finished =
    dispatch.status === 'rejected' ||
    (dispatch.status === 'unknown' && tracking.status === 'ended') ||
    isSettledState(state);
  return finished === (group === 'finished');
}
