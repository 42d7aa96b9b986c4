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

import pLimit from 'p-limit';
import type {
  GitHubClient,
  GitHubRateLimit,
  GitHubTask,
  GitHubTaskDetail,
} from '../github/types';
import type { StoredTask } from '../tasks/types';
import type { Attempts } from './Attempts';
import { hasMoved } from './diffTask';
import type { OwnerMemory } from './OwnerMemory';
import { readListing } from './readListing';

/** Reads of single tasks at the same time, for one owner. */
const CONCURRENT_READS = 4;

export interface ReadMovedTasksOptions {
  client: GitHubClient;
  token: string;
  /** Of one owner, with an id on GitHub. */
  accepted: StoredTask[];
  memory: OwnerMemory;
  /** Whether the slow tasks are due as well. */
  isSweep: boolean;
  slowIntervalMs: number;
  attempts: Attempts;
}

/** The details of those tasks that moved, by the portal's id. */
export interface MovedTasks {
  details: Map<string, GitHubTaskDetail>;
  rateLimit?: GitHubRateLimit;
}

/** One listing for all tasks that are due, and one read for each that moved. */
export async function readMovedTasks(
  options: ReadMovedTasksOptions,
): Promise<MovedTasks> {
  const { client, token, accepted, memory, isSweep, attempts } = options;
  const details = new Map<string, GitHubTaskDetail>();
  const due = accepted.filter(
    task => isSweep || task.tracking.status === 'live',
  );
  if (due.length === 0) return { details };
  const listing = await attempts.ofOwner(
    () => readListing({ client, token, accepted, due, isSweep, memory }),
    undefined,
  );
  if (!listing) return { details };

  const now = performance.now();
  const limit = pLimit(CONCURRENT_READS);
  const read = async (task: StoredTask) => {
    memory.readAt.set(task.id, now);
    const detail = await attempts.ofTask(
      () => client.getTask(token, task.repository, task.github.taskId!),
      undefined,
      () => memory.refusedAt.set(task.id, now),
    );
    if (detail) details.set(task.id, detail);
  };
  await Promise.all(
    accepted
      .filter(task =>
        isToBeRead(task, listing.tasks, due.includes(task), now, options),
      )
      .map(task => limit(() => read(task))),
  );
  return { details, rateLimit: listing.rateLimit };
}

function isToBeRead(
  task: StoredTask,
  listing: Map<string, GitHubTask>,
  isDue: boolean,
  now: number,
  { memory, slowIntervalMs }: ReadMovedTasksOptions,
): boolean {
  const isRecent = (at: number | undefined) =>
    at !== undefined && now - at < slowIntervalMs;
  // Where GitHub refused one, it is asked for again now and then.
  if (isRecent(memory.refusedAt.get(task.id))) return false;
  const listed = listing.get(task.github.taskId!);
  if (listed) return hasMoved(task, listed);
  // GitHub hides it: it is new, archived, or in a repository that moved. It is
  // asked for by its id now and then.
  return isDue && !isRecent(memory.readAt.get(task.id));
}
