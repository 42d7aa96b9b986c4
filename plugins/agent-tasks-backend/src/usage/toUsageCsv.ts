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
import { stringify } from 'csv-stringify/sync';

const COLUMNS = [
  'week',
  'key',
  'tasks',
  'ai_credits',
  'premium_requests',
  'tasks_without_reported_cost',
];

const NANO_DIGITS = 9;

/**
 * A report as a table for spreadsheets: a row per week and key. A key that is
 * not known is empty, and so is a cost of which nothing is reported: it is not
 * zero. A text that a spreadsheet would run as a formula begins with an
 * apostrophe.
 */
export function toUsageCsv({ weeks }: UsageReport): string {
  const rows = weeks.flatMap(({ start, items }) =>
    items.map(item => {
      const { key = '', tasks, unknownTasks } = item;
      return [start, key, tasks, ...toCosts(item), unknownTasks];
    }),
  );
  return stringify([COLUMNS, ...rows], {
    escape_formulas: true,
    // Excel takes a file without it for one in the code page of its machine.
    bom: true,
    record_delimiter: 'windows',
  });
}

function toCosts(item: UsageReport['total']): (string | number)[] {
  const { aiCreditsNano, premiumRequests, tasks, unknownTasks } = item;
  const isNothingReported =
    unknownTasks === tasks && aiCreditsNano === '0' && premiumRequests === 0;
  return isNothingReported
    ? ['', '']
    : [toCredits(aiCreditsNano), premiumRequests];
}

/** Billionths as a decimal number, every digit of it. */
function toCredits(nano: string): string {
  const digits = nano.padStart(NANO_DIGITS + 1, '0');
  const fraction = digits.slice(-NANO_DIGITS).replace(/0+$/, '');
  const whole = digits.slice(0, -NANO_DIGITS);
  return fraction ? `${whole}.${fraction}` : whole;
}
