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

import type { Task } from 'backstage-plugin-agent-tasks-common';

/** What a step waits for: the draft pull request, or the end of the agent's work. */
export type WaitGoal = 'pull_request' | 'settled';

/** Whether a step goes on waiting; `message` is for the person who reads the run. */
export type Assessment =
  | { kind: 'wait' }
  | { kind: 'done' }
  | { kind: 'fail'; message: string };

// A retry of the run finds the same task again: starting is never repeated.
const ANOTHER_TASK = 'Create again from the template to start another task.';

/** Judges one reading of a task against what the step waits for. */
export function assessTask(
  task: Task,
  options: { until: WaitGoal; portalUrl: string },
): Assessment {
  const fail = (sentence: string): Assessment => ({
    kind: 'fail',
    message: `${sentence} See ${options.portalUrl}`,
  });
  const because = (error?: { message: string }) =>
    error ? `: ${endSentence(error.message)}` : '.';

  if (task.dispatch.status === 'rejected') {
    return fail(`GitHub refused the task${because(task.dispatch.error)}`);
  }
  if (options.until === 'pull_request') {
    if (task.pullRequest) return { kind: 'done' };
    if (!task.createPullRequest) {
      return fail(
        'The step waits for a pull request, but the task was started with createPullRequest: false. Wait until settled instead.',
      );
    }
  }
  switch (task.state) {
    case 'completed':
      // The portal is still looking for the pull request that the task has.
      if (!task.pullRequest && task.tracking.status === 'live') {
        return { kind: 'wait' };
      }
      return options.until === 'settled'
        ? { kind: 'done' }
        : fail('The agent has finished without opening a pull request.');
    case 'waiting_for_user':
      return fail(
        `The agent asks a question and waits for the answer of ${
          task.githubLogin
        } on GitHub${
          task.github.htmlUrl ? ` (${task.github.htmlUrl})` : ''
        }. The task goes on after the answer; this run does not.`,
      );
    case 'failed':
      return fail(`The agent has failed${because(task.error)} ${ANOTHER_TASK}`);
    case 'timed_out':
      return fail(
        `The agent has run out of time${because(task.error)} ${ANOTHER_TASK}`,
      );
    case 'cancelled':
      return fail(
        `The task was cancelled${because(task.error)} ${ANOTHER_TASK}`,
      );
    default:
      return { kind: 'wait' };
  }
}

function endSentence(text: string): string {
  return /[.!?]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`;
}
