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

import type { Task, TaskState } from 'backstage-plugin-agent-tasks-common';

/** Why the agent's work did not come to a good end, in GitHub's words where it has some. */
export function describeOutcome(
  state: TaskState,
  sessionError: string | undefined,
): Task['error'] {
  switch (state) {
    case 'failed':
      return {
        code: 'failed',
        message:
          sessionError ??
          'GitHub gave no reason. Open the task on GitHub for its log, or start it again.',
      };
    case 'timed_out':
      return {
        code: 'timed_out',
        message:
          sessionError ??
          'The session reached the limit of 59 minutes that GitHub sets. Its branch may hold part of the work; split the task, or start a follow-up on that branch.',
      };
    case 'cancelled':
      return {
        code: 'cancelled',
        message:
          sessionError ??
          'The session was stopped on GitHub. Start the task again if it is still wanted.',
      };
    default:
      return undefined;
  }
}
