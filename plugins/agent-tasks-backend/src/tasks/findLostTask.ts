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

import type { GitHubClient, GitHubTaskDetail } from '../github/types';
import { reconcile } from './reconcile';
import type { TaskStore } from './TaskStore';
import type { StoredTask } from './types';

/** Details that one look for a lost task reads at most. */
const MAX_CANDIDATES = 20;

/** The intent is older than its task, but by GitHub's clock perhaps not. */
const SINCE_MARGIN_MS = 60_000;

/** Looks on GitHub for the task of a dispatch whose answer was lost. Reads only. */
export async function findLostTask(options: {
  client: GitHubClient;
  store: TaskStore;
  token: string;
  task: StoredTask;
}): Promise<GitHubTaskDetail | undefined> {
  const { client, store, token, task } = options;
  const notBefore = Date.parse(task.createdAt) - SINCE_MARGIN_MS;
  const since = new Date(notBefore).toISOString();
  const lists = await Promise.all(
    // A task can be archived before it is found.
    [false, true].map(archived =>
      client.listRepositoryTasks(token, task.repository, {
        creatorId: task.githubUserId,
        since,
        archived,
      }),
    ),
  );
  const listed = lists.flatMap(list => list.tasks);
  const knownTaskIds = await store.knownGitHubTaskIds(listed.map(t => t.id));
  const unknown = listed
    .filter(
      t => !knownTaskIds.has(t.id) && Date.parse(t.createdAt) >= notBefore,
    )
    .sort((a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt))
    .slice(0, MAX_CANDIDATES);
  const details = await Promise.all(
    unknown.map(t => client.getTask(token, task.repository, t.id)),
  );
  return reconcile({
    prompt: task.prompt,
    sentAt: task.createdAt,
    candidates: details.filter(detail => detail !== undefined),
    knownTaskIds,
  });
}
