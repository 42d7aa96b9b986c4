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

import { isSettledState } from 'backstage-plugin-agent-tasks-common';
import type { GitHubTaskDetail, PullRequestQuery } from '../github/types';
import type { StoredTask } from '../tasks/types';

/**
 * How a task's pull request is asked for; `undefined` if there is no trace of
 * one, or no reason to ask now. Reasons: the task moved, GitHub's webhook said that
 * the pull request did, its checks are watched after the work has ended, or the
 * last look is older than the slow interval.
 */
export function pullRequestQuery(options: {
  task: StoredTask;
  /** Present if the task moved. */
  detail?: GitHubTaskDetail;
  /** When it was last read, milliseconds by the same clock as `now`. */
  readAt?: number;
  now: number;
  slowIntervalMs: number;
}): PullRequestQuery | undefined {
  const { task, detail, readAt, now, slowIntervalMs } = options;
  const pull = detail?.pull ?? task.seen.pull;
  const headRef =
    detail?.branch?.headRef ?? detail?.sessions.at(-1)?.headRef ?? task.branch;
  if (!pull && !headRef) return undefined;

  const isWatched =
    isSettledState(task.state) && task.tracking.status === 'live';
  const isOld = readAt === undefined || now - readAt >= slowIntervalMs;
  const isRequested = task.refreshRequestedAt !== undefined;
  if (!detail && !isRequested && !isWatched && !isOld) return undefined;

  return {
    key: task.id,
    repository: task.repository,
    repositoryId: detail?.repositoryId ?? task.seen.repositoryId,
    pull,
    headRef,
    headRefWasGiven: task.headRef !== undefined,
    taskCreatedAt: detail?.createdAt ?? task.createdAt,
  };
}
