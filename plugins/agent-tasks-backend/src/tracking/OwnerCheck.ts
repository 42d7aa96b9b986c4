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

import type { LoggerService } from '@backstage/backend-plugin-api';
import type { AgentTasksError } from 'backstage-plugin-agent-tasks-common';
import type { GitHubClient, GitHubRateLimit } from '../github/types';
import type { Announcer } from '../live/Announcer';
import type { DispatchRecovery } from '../tasks/DispatchRecovery';
import type { TaskChange, TaskStore } from '../tasks/TaskStore';
import type { StoredTask } from '../tasks/types';
import { Attempts } from './Attempts';
import { diffTask } from './diffTask';
import type { FollowedUsers } from './FollowedUsers';
import type { Following } from './nextCheck';
import { emptyMemory, type OwnerMemory } from './OwnerMemory';
import { readMovedTasks } from './readMovedTasks';
import { readPullRequests } from './readPullRequests';
import type { SharedClock } from './SharedClock';
import { toChange } from './toChange';

export interface OwnerCheckOptions {
  client: GitHubClient;
  store: TaskStore;
  followedUsers: Pick<FollowedUsers, 'clearRefresh'>;
  recovery: Pick<DispatchRecovery, 'recover'>;
  announcer: Announcer;
  clock: Pick<SharedClock, 'now'>;
  logger: LoggerService;
  slowIntervalMs: number;
}

export interface OwnerCheckInput {
  token: string;
  /** All tasks of the owner that are followed. */
  tasks: StoredTask[];
  memory: OwnerMemory;
  /** Whether the slow tasks are due as well. */
  isSweep: boolean;
}

/** What came of a look at an owner's tasks. */
export interface CheckOutcome {
  /** How the tasks are followed from now on. */
  statuses: Following['status'][];
  /** What is left of the owner's calls, where GitHub said so. */
  rateLimit?: GitHubRateLimit;
  /** What went wrong, if it concerns the owner and not one task. */
  failure?: unknown;
  /** Why GitHub does not show a task, the first of several. */
  refusal?: unknown;
}

/**
 * One look at all tasks of an owner: one listing, the details of those that
 * moved, their pull requests in one batch. What one call finds out is written
 * even if another fails.
 */
export class OwnerCheck {
  readonly #options: OwnerCheckOptions;

  private constructor(options: OwnerCheckOptions) {
    this.#options = options;
  }

  static create(options: OwnerCheckOptions): OwnerCheck {
    return new OwnerCheck(options);
  }

  /** Looks at one accepted task now; `failure`: why GitHub did not show it. */
  async lookAt(
    task: StoredTask,
    token: string,
  ): Promise<{ failure?: unknown }> {
    const { failure, refusal } = await this.run({
      token,
      tasks: [task],
      memory: emptyMemory(),
      isSweep: true,
    });
    return { failure: failure ?? refusal };
  }

  /** Throws only where the database cannot be reached. */
  async run(input: OwnerCheckInput): Promise<CheckOutcome> {
    const attempts = new Attempts(error => this.#tellRefused(error));
    const isAccepted = (task: StoredTask) =>
      task.dispatch.status === 'accepted';
    const accepted = input.tasks.filter(isAccepted);
    const common = { ...this.#options, ...input, accepted, attempts };
    const { details, rateLimit } = await readMovedTasks(common);
    const { pullRequests, asked } = await attempts.ofOwner(
      () => readPullRequests({ ...common, details }),
      { pullRequests: new Map(), asked: [] },
    );

    const statuses: Following['status'][] = [];
    const now = this.#now();
    for (const task of accepted) {
      const diff = diffTask({
        task,
        detail: details.get(task.id),
        pullRequest: pullRequests.get(task.id),
        at: now.toISOString(),
      });
      statuses.push(await this.#apply(task, toChange(task, diff, now)));
    }
    const refreshed = asked.filter(task => task.refreshRequestedAt);
    if (refreshed.length > 0) {
      await this.#options.followedUsers.clearRefresh(refreshed);
    }
    const unanswered = input.tasks.filter(task => !isAccepted(task));
    statuses.push(...(await this.#recover(input, unanswered, attempts)));
    const { failure, refusal } = attempts;
    return { statuses, rateLimit, failure, refusal };
  }

  /** Brings dispatches on that have had no answer, those of slow tasks with the sweep. */
  async #recover(
    { token, isSweep }: OwnerCheckInput,
    unanswered: StoredTask[],
    attempts: Attempts,
  ): Promise<Following['status'][]> {
    const { recovery, store } = this.#options;
    const due = unanswered.filter(
      task => isSweep || task.tracking.status === 'live',
    );
    if (due.length > 0) {
      await attempts.ofTask(() => recovery.recover(due, token), undefined);
    }
    const statuses: Following['status'][] = [];
    for (const { id } of unanswered) {
      const task = await store.get(id);
      // Abandoned meanwhile: it stays so.
      if (!task || task.tracking.status === 'ended') continue;
      if (attempts.failure !== undefined) {
        // Nobody has looked, so nobody can say that it is not to be found.
        statuses.push(statusOf(task));
        continue;
      }
      const change = toChange(
        task,
        { fields: {}, transitions: [] },
        this.#now(),
      );
      statuses.push(await this.#apply(task, change));
    }
    return statuses;
  }

  async #apply(
    task: StoredTask,
    change: TaskChange | undefined,
  ): Promise<Following['status']> {
    if (!change) return statusOf(task);
    const { store, announcer } = this.#options;
    const changed = await store.apply(change);
    // Another replica was faster, and has announced the change; how the task is
    // followed now will be seen with the next look.
    if (!changed) return 'live';
    await announcer.announce(changed, change.transitions);
    return statusOf(changed);
  }

  #now(): Date {
    return new Date(this.#options.clock.now());
  }

  #tellRefused(error: AgentTasksError): void {
    this.#options.logger.debug('GitHub does not show a task to its owner', {
      reason: error.code,
    });
  }
}

/** How a task is followed, whether its owner is paused or not. */
function statusOf({ tracking }: StoredTask): Following['status'] {
  return tracking.status === 'paused' ? 'live' : tracking.status;
}
