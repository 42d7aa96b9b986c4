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

import type { PullRequest } from 'backstage-plugin-agent-tasks-common';
import type { GitHubClient, GitHubTaskDetail } from '../github/types';
import type { StoredTask } from '../tasks/types';
import type { OwnerMemory } from './OwnerMemory';
import { pullRequestQuery } from './pullRequestQuery';

/** The pull requests that there is a reason to ask for, in one batch. */
export interface PullRequestsRead {
  /** By the portal's id of the task; absent where GitHub shows none. */
  pullRequests: Map<string, PullRequest>;
  /** The tasks that were asked about. */
  asked: StoredTask[];
}

/** Asks GitHub for the pull requests of an owner's tasks. */
export async function readPullRequests(options: {
  client: GitHubClient;
  token: string;
  accepted: StoredTask[];
  details: Map<string, GitHubTaskDetail>;
  memory: OwnerMemory;
  slowIntervalMs: number;
}): Promise<PullRequestsRead> {
  const { client, token, accepted, details, memory, slowIntervalMs } = options;
  const now = performance.now();
  const queries = accepted.flatMap(task => {
    const query = pullRequestQuery({
      task,
      detail: details.get(task.id),
      readAt: memory.pullRequestReadAt.get(task.id),
      now,
      slowIntervalMs,
    });
    return query ? [query] : [];
  });
  if (queries.length === 0) return { pullRequests: new Map(), asked: [] };
  const pullRequests = await client.getPullRequests(token, queries);
  const keys = new Set(queries.map(({ key }) => key));
  keys.forEach(key => memory.pullRequestReadAt.set(key, now));
  return { pullRequests, asked: accepted.filter(({ id }) => keys.has(id)) };
}
