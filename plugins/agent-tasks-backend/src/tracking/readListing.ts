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

import { fingerprintToken } from '../credentials';
import type {
  GitHubClient,
  GitHubRateLimit,
  GitHubTask,
} from '../github/types';
import type { StoredTask } from '../tasks/types';
import type { OwnerMemory } from './OwnerMemory';

/** A task that was never seen may be older by GitHub's clock than by ours. */
const CLOCK_SKEW_MS = 10 * 60_000;

/**
 * The owner's own tasks on GitHub, by GitHub's id, in one call however many
 * there are; conditional where GitHub gave an ETag. It reaches back to the
 * oldest update among `due`, so that each of them is in it unless GitHub hides it.
 */
export async function readListing(options: {
  client: GitHubClient;
  token: string;
  /** All that are followed. */
  accepted: StoredTask[];
  due: StoredTask[];
  isSweep: boolean;
  memory: OwnerMemory;
}): Promise<{ tasks: Map<string, GitHubTask>; rateLimit?: GitHubRateLimit }> {
  const { client, token, accepted, due, isSweep, memory } = options;
  const since = oldestUpdate(due);
  const tokenKey = fingerprintToken(token);
  const kind = isSweep ? 'sweep' : 'live';
  const remembered = memory.listings[kind];
  const before =
    remembered?.since === since && remembered.tokenKey === tokenKey
      ? remembered
      : undefined;

  const answer = await client.listTasks(token, { since, etag: before?.etag });
  const followed = new Set(accepted.map(({ github }) => github.taskId));
  const tasks = (
    answer.notModified && before ? before.tasks : answer.tasks
  ).filter(({ id }) => followed.has(id));
  memory.listings[kind] = {
    since,
    tokenKey,
    etag: answer.etag ?? (answer.notModified ? before?.etag : undefined),
    tasks,
  };
  return {
    tasks: new Map(tasks.map(task => [task.id, task])),
    rateLimit: answer.rateLimit,
  };
}

function oldestUpdate(tasks: StoredTask[]): string {
  const times = tasks.map(({ seen, createdAt }) =>
    seen.updatedAt === undefined
      ? Date.parse(createdAt) - CLOCK_SKEW_MS
      : Date.parse(seen.updatedAt),
  );
  return new Date(Math.min(...times)).toISOString();
}
