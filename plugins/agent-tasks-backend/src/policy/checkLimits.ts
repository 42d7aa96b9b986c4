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

import { AgentTasksError } from 'backstage-plugin-agent-tasks-common';
import type { PolicyLimits } from './types';

const DAY_MS = 24 * 60 * 60_000;

/** What a user has going on, and has started. */
export interface LimitCounts {
  /** Tasks of the user that are not settled. */
  active: number;
  /** When the user started tasks, as ISO 8601 times; older ones than 24 hours are left out of account. */
  startedInLastDay: string[];
}

/** `limit_reached` if the user may not start one more task now, with the seconds until they may where these are known. */
export function checkLimits(
  limits: PolicyLimits,
  counts: LimitCounts,
  now: Date,
): AgentTasksError | undefined {
  const { activeTasksPerUser, tasksPerUserPerDay } = limits;
  if (activeTasksPerUser !== undefined && counts.active >= activeTasksPerUser) {
    return new AgentTasksError(
      'limit_reached',
      `You have ${counts.active} unfinished agent tasks; the platform admins allow ${activeTasksPerUser} at a time. Wait until one has finished, or stop one on GitHub.`,
    );
  }
  if (tasksPerUserPerDay === undefined) return undefined;

  const started = counts.startedInLastDay
    .map(time => Date.parse(time))
    .filter(time => time > now.getTime() - DAY_MS)
    .sort((a, b) => a - b);
  if (started.length < tasksPerUserPerDay) return undefined;
  // One more fits once so many have passed out of the window that one below the limit remain.
  const lastToPass = started[started.length - tasksPerUserPerDay];
  return new AgentTasksError(
    'limit_reached',
    `You have started ${started.length} agent tasks in the last 24 hours; the platform admins allow ${tasksPerUserPerDay}. Try again later, or ask a platform admin for a higher limit.`,
    {
      retryAfter: Math.max(
        1,
        Math.ceil((lastToPass + DAY_MS - now.getTime()) / 1000),
      ),
    },
  );
}
