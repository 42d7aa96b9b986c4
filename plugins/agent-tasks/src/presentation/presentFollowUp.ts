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

import type { TaskDetail } from 'backstage-plugin-agent-tasks-common';
import type { StartTaskDefaults } from './startTaskDraft';

/**
 * What a dialog is filled with to ask for changes on the pull request of a task:
 * another task on the same branch. GitHub needs both branches for that, and
 * silently starts a new branch if the pull request is not open, so then, and
 * while a branch is not known, there is nothing to offer.
 */
export function presentFollowUp(
  task: TaskDetail,
): StartTaskDefaults | undefined {
  if (task.pullRequest?.state !== 'open') return undefined;
  const session = [...task.sessions].reverse().find(({ headRef }) => headRef);
  const headRef = task.branch ?? session?.headRef;
  const baseRef = task.baseRef ?? session?.baseRef;
  if (!headRef || !baseRef) return undefined;
  return {
    repository: task.repository,
    entityRef: task.entityRef,
    model: task.model,
    customAgent: task.customAgent,
    headRef,
    baseRef,
    createPullRequest: true,
  };
}
