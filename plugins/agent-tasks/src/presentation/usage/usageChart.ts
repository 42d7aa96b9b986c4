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
import {
  addUsage,
  isUnknown,
  type UsageMeasure,
  type UsageSum,
} from './usageSums';

type UsageItem = UsageReport['items'][number];

/** Who or what a colour of the chart stands for. */
export type UsagePart =
  | { kind: 'key'; key?: string }
  | { kind: 'others'; number: number };

/** One colour of the chart, with its sum of each week. */
export type UsageSeries = UsagePart & { id: string; weeks: UsageSum[] };

/** What a week's bar has to say beside its length. */
export type UsageWeek = {
  /** Its Monday. */
  start: string;
  total: UsageSum;
  /** Nothing is known of its tasks: no bar can say what they cost. */
  isUnknown: boolean;
};

/** A report as bars: a bar each week, a colour for each of the costliest, one for all others. */
export type UsageChart = { series: UsageSeries[]; weeks: UsageWeek[] };

/** More colours cannot be told apart. */
export const MOST_KEYS = 7;

const NOTHING: UsageSum = addUsage([]);

/** Lays a report out as bars. Pure. */
export function toUsageChart(
  report: UsageReport,
  measure: UsageMeasure,
): UsageChart {
  const ranked = [...report.items].sort(costliestFirst(measure));
  // A colour of its own for what has cost something as far as is known.
  const shown = ranked.filter(item => !isUnknown(item)).slice(0, MOST_KEYS);
  const keys = new Set(shown.map(item => item.key));
  const rest = report.items.filter(item => !keys.has(item.key));

  const series: UsageSeries[] = shown.map(({ key }) => ({
    kind: 'key',
    key,
    id: key ?? '',
    weeks: report.weeks.map(
      week => week.items.find(item => item.key === key) ?? NOTHING,
    ),
  }));
  if (rest.some(item => !isUnknown(item))) {
    series.push({
      kind: 'others',
      number: rest.length,
      id: ' others',
      weeks: report.weeks.map(week =>
        addUsage(week.items.filter(item => !keys.has(item.key))),
      ),
    });
  }
  return {
    series,
    weeks: report.weeks.map(({ start, total }) => ({
      start,
      total,
      isUnknown: isUnknown(total),
    })),
  };
}

function costliestFirst(measure: UsageMeasure) {
  return (a: UsageItem, b: UsageItem) => {
    if (measure === 'premiumRequests')
      return b.premiumRequests - a.premiumRequests;
    const difference = BigInt(b.aiCreditsNano) - BigInt(a.aiCreditsNano);
    return difference > 0n ? 1 : -Number(difference < 0n);
  };
}
