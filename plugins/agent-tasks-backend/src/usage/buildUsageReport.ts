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

import type { UsageReport } from 'backstage-plugin-agent-tasks-common';
import { DateTime } from 'luxon';
import type {
  KeyedUsageSum,
  UsageRequest,
  UsageSum,
  UsageSums,
} from './UsageReader';

const NOTHING: UsageSum = {
  tasks: 0,
  aiCreditsNano: 0n,
  premiumRequests: 0,
  unknownTasks: 0,
};

/** Sums as they are shown: every week of the time, the costliest first; pure. */
export function buildUsageReport(
  { from, to, groupBy }: UsageRequest,
  sums: UsageSums,
): UsageReport {
  const totals = new Map(sums.weeks.map(sum => [sum.week, sum]));
  const items = new Map<string, KeyedUsageSum[]>();
  for (const { week, ...item } of sums.weekItems) {
    items.set(week, [...(items.get(week) ?? []), item]);
  }
  return {
    from,
    to,
    groupBy,
    total: toShown(sums.total),
    items: toItems(sums.items),
    weeks: weeksOf(from, to).map(start => ({
      start,
      total: toShown(totals.get(start) ?? NOTHING),
      items: toItems(items.get(start) ?? []),
    })),
  };
}

/** The Mondays of the weeks in which these days and those in between are. */
function weeksOf(from: string, to: string): string[] {
  const weeks: string[] = [];
  const last = DateTime.fromISO(to, { zone: 'utc' });
  let monday = DateTime.fromISO(from, { zone: 'utc' }).startOf('week');
  for (; monday <= last; monday = monday.plus({ weeks: 1 })) {
    weeks.push(monday.toISODate()!);
  }
  return weeks;
}

function toItems(sums: KeyedUsageSum[]): UsageReport['items'] {
  return [...sums].sort(byCost).map(({ key, ...sum }) => ({
    ...(key !== undefined && { key }),
    ...toShown(sum),
  }));
}

/** The costliest first; what has no key comes last among equals. */
function byCost(a: KeyedUsageSum, b: KeyedUsageSum): number {
  if (a.aiCreditsNano !== b.aiCreditsNano) {
    return a.aiCreditsNano < b.aiCreditsNano ? 1 : -1;
  }
  return (
    b.premiumRequests - a.premiumRequests ||
    b.tasks - a.tasks ||
    Number(a.key === undefined) - Number(b.key === undefined) ||
    (a.key! < b.key! ? -1 : 1)
  );
}

function toShown(sum: UsageSum): UsageReport['total'] {
  const { tasks, aiCreditsNano, premiumRequests, unknownTasks } = sum;
  return {
    tasks,
    aiCreditsNano: aiCreditsNano.toString(),
    premiumRequests,
    unknownTasks,
  };
}
