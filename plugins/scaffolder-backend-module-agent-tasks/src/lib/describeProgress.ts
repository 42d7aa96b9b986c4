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

/**
 * One line for the log of the run. It holds no title: a task's title starts as
 * an excerpt of its prompt.
 */
export function describeProgress(task: Task): string {
  const parts = [
    task.dispatch.status === 'accepted'
      ? `The task is ${task.rawState ?? task.state}`
      : 'GitHub has not confirmed the task yet',
  ];
  if (task.pullRequest) {
    const { number, url, isDraft } = task.pullRequest;
    parts.push(`${isDraft ? 'draft ' : ''}pull request #${number}: ${url}`);
  }
  if (task.tracking.status === 'paused') {
    parts.push(
      `the portal cannot follow it now (${
        task.tracking.reason ?? 'paused'
      }): open its page in the portal`,
    );
  }
  return parts.join(', ');
}
