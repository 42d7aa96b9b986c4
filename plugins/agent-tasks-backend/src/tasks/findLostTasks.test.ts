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

import { pendingTask } from '../__testUtils__/storedTask';
import type { GitHubClient, GitHubTask } from '../github/types';
import { findLostTasks } from './findLostTasks';
import type { TaskStore } from './TaskStore';

const AT = '2026-11-22T12:00:00.000Z';

describe('findLostTasks', () => {
  const lost = pendingTask({ dispatch: { status: 'unknown' }, sentAt: AT });

  it.each([
    ['of the account itself', lost.githubUserId, ['gh-1']],
    ['whose creator GitHub does not tell', undefined, ['gh-1']],
    ['of another account, though only its own were asked for', 5, []],
  ])('takes a task with the same prompt %s: %p', async (_, creatorId, ids) => {
    const task: GitHubTask = {
      id: 'gh-1',
      state: 'queued',
      rawState: 'queued',
      createdAt: AT,
      creatorId,
    };
    const found = await findLostTasks({
      // The simulated GitHub heeds creator_id.
      client: {
        listRepositoryTasks: async (_token, _repository, { archived }) => ({
          tasks: archived ? [] : [task],
          notModified: false,
        }),
        getTask: async () => ({
          ...task,
          sessions: [
            {
              id: 's',
              state: 'queued',
              rawState: 'queued',
              prompt: lost.prompt,
            },
          ],
        }),
      } as Partial<GitHubClient> as GitHubClient,
      store: {
        knownGitHubTaskIds: async () => new Set(),
        listUnanswered: async () => [lost],
      } as Partial<TaskStore> as TaskStore,
      token: 'gho_any',
      lost: [lost],
    });
    expect(found.map(({ gitHubTask }) => gitHubTask.id)).toEqual(ids);
  });
});
