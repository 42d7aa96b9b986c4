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

import type { UsageGrouping } from 'backstage-plugin-agent-tasks-common';

/** What is asked for: days in UTC, both included, and by what it is added up. */
export interface UsageRequest {
  /** Such as "2026-11-01". */
  from: string;
  to: string;
  groupBy: UsageGrouping;
}

/** Sums over some of the tasks of the time that was asked for. */
export interface UsageSum {
  /** How many were worked on. */
  tasks: number;
  aiCreditsNano: bigint;
  premiumRequests: number;
  /** How many of the tasks have a cost that GitHub has not, or not wholly, reported. */
  unknownTasks: number;
}

/** Sums of one key; without a key: of whatever has none. */
export interface KeyedUsageSum extends UsageSum {
  key?: string;
}

/** Everything that a report is made of; weeks and keys in no particular order. */
export interface UsageSums {
  total: UsageSum;
  items: KeyedUsageSum[];
  /** Only weeks in which something was worked on; `week` is its Monday. */
  weeks: (UsageSum & { week: string })[];
  weekItems: (KeyedUsageSum & { week: string })[];
}

/**
 * What tasks have cost, as far as GitHub reported it.
 *
 * What counts: tasks that GitHub has accepted. Not those that were refused, or
 * given up, or whose answer was lost and that are still being looked for: nobody
 * knows of any work.
 *
 * When it counts: each session on the day that it began, by GitHub's time in
 * UTC, so that a week that is over does not change when a task is taken up again
 * later. A task that shows no session counts on the day that it was asked for.
 *
 * How tasks are counted: a task counts once in every sum that any of its
 * sessions is in. It therefore counts once in the total, and may count in
 * several weeks, models and groups. Costs are in one week and one model each; by
 * group, where people can be in several, each of them has the whole cost.
 *
 * What is not known stays so: a session whose cost GitHub has not reported adds
 * nothing and makes its task one of `unknownTasks`, in every sum that it is in.
 * So does a task without sessions.
 *
 * All sums of one answer are of one moment. Nothing is kept in between: there is
 * nothing to lose in a crash.
 */
export interface UsageReader {
  read(request: UsageRequest): Promise<UsageSums>;
}
