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
  isUnknown,
  shareOf,
  type UsageMeasure,
  type UsageSum,
} from './usageSums';

/** A line of the table of usage. */
export type UsageRow = {
  key?: string;
  name: string;
  sum: UsageSum;
  /** Tenths of a percent of the whole. */
  share?: number;
};

/** The columns of the table of usage, in their order. */
export const USAGE_COLUMNS = [
  'name',
  'tasks',
  'credits',
  'share',
  'premiumRequests',
  'unknownTasks',
] as const;

/** One of {@link USAGE_COLUMNS}. */
export type UsageColumn = (typeof USAGE_COLUMNS)[number];

/** By which column a table is sorted, and which way. */
export type UsageOrder = { column: UsageColumn; direction: 'asc' | 'desc' };

/** The lines of the table, in the order of the report. */
export function toUsageRows(
  report: UsageReport,
  measure: UsageMeasure,
  nameOf: (key: string | undefined) => string,
): UsageRow[] {
  return report.items.map(({ key, ...sum }) => ({
    key,
    name: nameOf(key),
    sum,
    share: shareOf(sum, report.total, measure),
  }));
}

/** Sorts lines. What is not known is last either way: it is neither much nor little. */
export function sortUsageRows(rows: UsageRow[], order: UsageOrder): UsageRow[] {
  const { column, direction } = order;
  const sign = direction === 'asc' ? 1 : -1;
  return [...rows].sort((a, b) => {
    const known = knowledge(a, column) - knowledge(b, column);
    return (
      known ||
      sign * compare(valueOf(a, column), valueOf(b, column)) ||
      a.name.localeCompare(b.name)
    );
  });
}

/** The order after a click on a column: largest first, names from A, and back. */
export function nextOrder(order: UsageOrder, column: UsageColumn): UsageOrder {
  const first = column === 'name' ? 'asc' : 'desc';
  if (order.column !== column) return { column, direction: first };
  return { column, direction: order.direction === 'asc' ? 'desc' : 'asc' };
}

function knowledge(row: UsageRow, column: UsageColumn): number {
  if (column === 'share') return Number(row.share === undefined);
  const isCost = column === 'credits' || column === 'premiumRequests';
  return Number(isCost && isUnknown(row.sum));
}

function valueOf(row: UsageRow, column: UsageColumn) {
  switch (column) {
    case 'name':
      return row.name;
    case 'credits':
      return BigInt(row.sum.aiCreditsNano);
    case 'share':
      return row.share ?? 0;
    default:
      return row.sum[column];
  }
}

function compare<T extends string | number | bigint>(a: T, b: T): number {
  if (typeof a === 'string' && typeof b === 'string') return a.localeCompare(b);
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
