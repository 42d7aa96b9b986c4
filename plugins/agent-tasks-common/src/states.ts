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

/**
 * The states of a task as GitHub names them (operation `agent-tasks/get-task-by-id`
 * of GitHub's OpenAPI description), in the order of a usual life.
 *
 * @public
 */
export const GITHUB_TASK_STATES = [
  'queued',
  'in_progress',
  'waiting_for_user',
  'idle',
  'completed',
  'failed',
  'timed_out',
  'cancelled',
] as const;

/**
 * {@link GITHUB_TASK_STATES}, and `unknown` for a state that GitHub adds later.
 *
 * @public
 */
export const TASK_STATES = [...GITHUB_TASK_STATES, 'unknown'] as const;

/**
 * One of {@link TASK_STATES}.
 *
 * @public
 */
export type TaskState = (typeof TASK_STATES)[number];

const SETTLED: ReadonlySet<string> = new Set([
  'completed',
  'failed',
  'timed_out',
  'cancelled',
]);

/**
 * Reads GitHub's word for a state; one that this version does not know is `unknown`.
 *
 * @public
 */
export function parseTaskState(rawState: string): TaskState {
  return (GITHUB_TASK_STATES as readonly string[]).includes(rawState)
    ? (rawState as TaskState)
    : 'unknown';
}

/**
 * Whether the last session of a task has ended. A settled task can come back to
 * life: GitHub derives a task's state from its most recent session.
 *
 * @public
 */
export function isSettledState(state: TaskState | undefined): boolean {
  return state !== undefined && SETTLED.has(state);
}
