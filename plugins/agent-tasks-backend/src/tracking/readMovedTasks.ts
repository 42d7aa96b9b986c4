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

import { isAgentTasksError } from 'backstage-plugin-agent-tasks-common';
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
import { isCostAwaited } from './isCostAwaited';
import type { OwnerMemory } from './OwnerMemory';
import { readListing } from './readListing';
import type { SharedClock } from './SharedClock';

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
  clock: Pick<SharedClock, 'now'>;
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
      () => readTask(task, now, options),
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

/**
 * One that GitHub fails to show again and again, while it shows the list, is let
 * be for a while: its owner's other tasks are to be followed meanwhile.
 */
async function readTask(
  { id, repository, github }: StoredTask,
  now: number,
  { client, token, memory }: ReadMovedTasksOptions,
): Promise<GitHubTaskDetail | undefined> {
  try {
    const detail = await client.getTask(token, repository, github.taskId!);
    memory.failing.delete(id);
    return detail;
  } catch (error) {
    if (isOfService(error)) {
      if (memory.failing.has(id)) memory.refusedAt.set(id, now);
      memory.failing.add(id);
    }
    throw error;
  }
}

/** Whether it is neither about the token nor about a limit. */
function isOfService(error: unknown): boolean {
  return (
    isAgentTasksError(error) &&
    ['github_unavailable', 'github_timeout'].includes(error.code)
  );
}

function isToBeRead(
  task: StoredTask,
  listing: Map<string, GitHubTask>,
  isDue: boolean,
  now: number,
  { memory, slowIntervalMs, clock }: ReadMovedTasksOptions,
): boolean {
  const isRecent = (at: number | undefined) =>
    at !== undefined && now - at < slowIntervalMs;
  // Where GitHub does not show one, it is asked for again now and then.
  if (isRecent(memory.refusedAt.get(task.id))) return false;
  const listed = listing.get(task.github.taskId!);
  if (listed && hasMoved(task, listed)) return true;
  // GitHub hides it, as it is new, archived, or in a repository that moved, or has
  // not told its cost yet. It is asked for by its id now and then.
  const isSought = !listed || isCostAwaited(task, clock.now());
  return isSought && isDue && !isRecent(memory.readAt.get(task.id));
}
