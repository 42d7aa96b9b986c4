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

import { DateTime } from 'luxon';

/** Times that usage can be looked at, as a person chooses them. */
export const USAGE_PERIODS = [
  'last4Weeks',
  'last12Weeks',
  'thisMonth',
  'lastMonth',
  'custom',
] as const;

/** One of {@link USAGE_PERIODS}. */
export type UsagePeriod = (typeof USAGE_PERIODS)[number];

/** The first and the last day, both included, as `2026-11-01`. UTC, as the portal counts. */
export type UsageDays = { from: string; to: string };

/** Today, UTC, as `2026-11-22`. */
export function todayUtc(now: number): string {
  return DateTime.fromMillis(now, { zone: 'utc' }).toISODate()!;
}

/**
 * The days of a period. Weeks are whole calendar weeks with the current one, so
 * that the first bar of a chart is no smaller than it was.
 */
export function daysOfPeriod(
  period: Exclude<UsagePeriod, 'custom'>,
  today: string,
): UsageDays {
  const day = DateTime.fromISO(today, { zone: 'utc' });
  const since = (from: DateTime, to = day): UsageDays => ({
    from: from.toISODate()!,
    to: to.toISODate()!,
  });
  switch (period) {
    case 'last4Weeks':
      return since(day.startOf('week').minus({ weeks: 3 }));
    case 'last12Weeks':
      return since(day.startOf('week').minus({ weeks: 11 }));
    case 'thisMonth':
      return since(day.startOf('month'));
    default: {
      const last = day.minus({ months: 1 });
      return since(last.startOf('month'), last.endOf('month'));
    }
  }
}

/** What is wrong with days that a person typed, as a key of `usage.days.*`. */
export function describeDaysProblem(
  days: Partial<UsageDays>,
  today: string,
): 'missing' | 'reversed' | 'future' | undefined {
  const { from, to } = days;
  if (!isDay(from) || !isDay(to)) return 'missing';
  if (from > to) return 'reversed';
  if (from > today) return 'future';
  return undefined;
}

/** Whether a text is a day of the calendar, as `2026-11-22`. */
export function isDay(text: string | undefined): text is string {
  return (
    text !== undefined &&
    /^\d{4}-\d{2}-\d{2}$/.test(text) &&
    DateTime.fromISO(text, { zone: 'utc' }).isValid
  );
}
