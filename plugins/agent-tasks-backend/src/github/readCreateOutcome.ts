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
import { readTask } from './readTask';
import { parseJson, taskAnswerSchema } from './schemas';
import { triage } from './triage';
import type { CreateTaskOutcome, GitHubAnswer } from './types';

/**
 * What an answer to the POST tells for certain. 3xx and 4xx: no task was made.
 * 5xx, and a success without a readable id: one may have been made (GitHub has
 * answered 502 and made the task, §2.2 of github-agent-tasks-api.md). Pure.
 */
export function readCreateOutcome(
  answer: GitHubAnswer,
  now: Date,
): CreateTaskOutcome {
  const { status } = answer;
  if (status >= 300 && status < 500) {
    return {
      kind: 'refused',
      error: triage(answer, 'create-task', now),
      answer,
    };
  }
  const task = taskAnswerSchema.safeParse(parseJson(answer.body));
  if (status < 300 && task.success) {
    return { kind: 'accepted', task: readTask(task.data, now), answer };
  }
  return {
    kind: 'ambiguous',
    error: new AgentTasksError(
      'github_unavailable',
      `GitHub answered with ${
        status < 300 ? 'something that could not be read' : `status ${status}`
      }, so the task may or may not have been started. Look for it on GitHub before you start it again.`,
    ),
    answer,
  };
}
