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

/** A task as the portal answers it right after GitHub accepted it. */
export function exampleTask(overrides: Partial<TaskDetail> = {}): TaskDetail {
  return {
    id: 'a1b2',
    repository: 'acme/billing',
    host: 'github.com',
    title: 'The secret plan of the prompt',
    prompt: 'The secret plan of the prompt, at length.',
    state: 'queued',
    rawState: 'queued',
    dispatch: { status: 'accepted' },
    requestedBy: 'user:default/ada-nwosu',
    githubLogin: 'ada-nwosu',
    createPullRequest: true,
    source: 'scaffolder',
    github: {
      taskId: '5b0e2a52-0d5f-4c0e-9a4c-1f4c6f3b2a11',
      htmlUrl: 'https://github.com/acme/billing/tasks/5b0e2a52',
    },
    tracking: { status: 'live' },
    createdAt: '2026-11-22T16:00:00Z',
    updatedAt: '2026-11-22T16:00:00Z',
    transitions: [],
    sessions: [],
    ...overrides,
  };
}

/** The draft pull request of {@link exampleTask}. */
export const examplePullRequest: NonNullable<TaskDetail['pullRequest']> = {
  number: 12,
  title: '[WIP] The secret plan of the prompt',
  url: 'https://github.com/acme/billing/pull/12',
  state: 'open',
  isDraft: true,
};
