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
import type { PullRequest } from 'backstage-plugin-agent-tasks-common';
import type {
  GitHubClient,
  GitHubTaskDetail,
  GitHubTask,
} from '../github/types';
import type { Announcer } from '../live/Announcer';
import { acceptedChange, unknownChange } from '../tasks/dispatchChanges';
import { findLostTask } from '../tasks/findLostTask';
import { isAbandoned } from '../tasks/isAbandoned';
import type { TaskChange, TaskStore } from '../tasks/TaskStore';
import type { StoredTask } from '../tasks/types';
import { diffTask, hasMoved } from './diffTask';
import type { OwnerMemory } from './OwnerMemory';
import { pullRequestQuery } from './pullRequestQuery';
import { readListing } from './readListing';
import { toChange } from './toChange';

/** Reads of single tasks at the same time, for one owner. */
const CONCURRENT_READS = 4;

export interface OwnerCheckOptions {
  client: GitHubClient;
  store: TaskStore;
  announcer: Announcer;
  slowIntervalMs: number;
  requestTimeoutMs: number;
}

export interface OwnerCheckInput {
  token: string;
  /** All tasks of the owner that are followed. */
  tasks: StoredTask[];
  memory: OwnerMemory;
  /** Whether the slow tasks are due as well. */
  isSweep: boolean;
}

/**
 * One look at all tasks of an owner: one listing, the details of those that
 * moved, their pull requests in one batch. What one call finds out is written
 * even if another fails; the failure is thrown at the end.
 */
export class OwnerCheck {
  readonly #options: OwnerCheckOptions;

  private constructor(options: OwnerCheckOptions) {
    this.#options = options;
  }

  static create(options: OwnerCheckOptions): OwnerCheck {
    return new OwnerCheck(options);
  }

  async run(input: OwnerCheckInput): Promise<void> {
    const failures: unknown[] = [];
    const attempt = async <T>(work: () => Promise<T>, otherwise: T) => {
      try {
        return await work();
      } catch (error) {
        failures.push(error);
        return otherwise;
      }
    };

    const accepted = input.tasks.filter(
      task => task.dispatch.status === 'accepted',
    );
    const details = await attempt(
      () => this.#readMoved(input, accepted, attempt),
      new Map<string, GitHubTaskDetail>(),
    );
    const pullRequests = await attempt(
      () => this.#readPullRequests(input, accepted, details),
      new Map<string, PullRequest>(),
    );
    const now = new Date();
    for (const task of accepted) {
      const diff = diffTask({
        task,
        detail: details.get(task.id),
        pullRequest: pullRequests.get(task.id),
        at: now.toISOString(),
      });
      await this.#apply(toChange(task, diff, now));
    }
    for (const task of input.tasks) {
      if (task.dispatch.status !== 'accepted') {
        await attempt(() => this.#lookForLost(input, task), undefined);
      }
    }
    if (failures.length > 0) throw failures[0];
  }

  async #readMoved(
    { token, memory, isSweep }: OwnerCheckInput,
    accepted: StoredTask[],
    attempt: <T>(work: () => Promise<T>, otherwise: T) => Promise<T>,
  ): Promise<Map<string, GitHubTaskDetail>> {
    const { client } = this.#options;
    const due = accepted.filter(
      task => isSweep || task.tracking.status === 'live',
    );
    if (due.length === 0) return new Map();
    const listing = await readListing({ client, token, due, isSweep, memory });
    const toRead = accepted.filter(task =>
      this.#isToBeRead(task, listing, due.includes(task), memory),
    );
    const limit = pLimit(CONCURRENT_READS);
    const details = await Promise.all(
      toRead.map(task =>
        limit(() =>
          attempt(async () => {
            memory.readAt.set(task.id, Date.now());
            const { repository, github } = task;
            const detail = await client.getTask(
              token,
              repository,
              github.taskId!,
            );
            return [task.id, detail] as const;
          }, undefined),
        ),
      ),
    );
    return new Map(
      details.flatMap(entry =>
        entry?.[1] ? [[entry[0], entry[1]] as const] : [],
      ),
    );
  }

  #isToBeRead(
    task: StoredTask,
    listing: Map<string, GitHubTask>,
    isDue: boolean,
    memory: OwnerMemory,
  ): boolean {
    const listed = listing.get(task.github.taskId!);
    if (listed) return hasMoved(task, listed);
    if (!isDue) return false;
    // GitHub hides it: it is new, archived, or in a repository that moved. It
    // is asked for by its id now and then.
    const readAt = memory.readAt.get(task.id);
    return (
      readAt === undefined ||
      Date.now() - readAt >= this.#options.slowIntervalMs
    );
  }

  async #readPullRequests(
    { token, memory }: OwnerCheckInput,
    accepted: StoredTask[],
    details: Map<string, GitHubTaskDetail>,
  ): Promise<Map<string, PullRequest>> {
    const { client, slowIntervalMs } = this.#options;
    const now = Date.now();
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
    if (queries.length === 0) return new Map();
    const found = await client.getPullRequests(token, queries);
    queries.forEach(({ key }) => memory.pullRequestReadAt.set(key, now));
    return found;
  }

  async #lookForLost(input: OwnerCheckInput, task: StoredTask): Promise<void> {
    const { client, store, requestTimeoutMs } = this.#options;
    const now = new Date();
    if (task.dispatch.status === 'pending') {
      if (isAbandoned(task, now.getTime(), requestTimeoutMs)) {
        const code = 'github_timeout';
        await this.#apply(unknownChange(task, { code }, now.toISOString()));
      }
      return;
    }
    const isDue = input.isSweep || task.tracking.status === 'live';
    const found = isDue
      ? await findLostTask({ client, store, token: input.token, task })
      : undefined;
    await this.#apply(
      found
        ? acceptedChange(task, found, now.toISOString())
        : toChange(task, { fields: {}, transitions: [] }, now),
    );
  }

  async #apply(change: TaskChange | undefined): Promise<void> {
    if (!change) return;
    const task = await this.#options.store.apply(change);
    // Another replica may have been faster; then it has announced the change.
    if (task) await this.#options.announcer.announce(task, change.transitions);
  }
}
