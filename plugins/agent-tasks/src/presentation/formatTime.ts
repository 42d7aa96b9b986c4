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

import { DateTime, Duration } from 'luxon';

/** Milliseconds from one ISO time to another; never negative, as clocks differ. */
export function elapsedMs(from: string, to: string | number): number {
  const end = typeof to === 'number' ? to : DateTime.fromISO(to).toMillis();
  return Math.max(0, end - DateTime.fromISO(from).toMillis());
}

/** A duration in its one or two largest units: `22 s`, `4 min`, `1 h 5 min`, `3 d`. */
export function formatDuration(ms: number): string {
  const { days, hours, minutes, seconds } = Duration.fromMillis(
    Math.max(0, ms),
  ).shiftTo('days', 'hours', 'minutes', 'seconds');
  if (days > 0) return `${days} d`;
  if (hours > 0)
    return minutes > 0 ? `${hours} h ${minutes} min` : `${hours} h`;
  if (minutes > 0) return `${minutes} min`;
  return `${Math.floor(seconds)} s`;
}

/** How long ago something was, for `time.*` of the translations. */
export type Ago =
  | { key: 'justNow' }
  | { key: 'ago'; duration: string }
  | { key: 'onDay'; day: string };

// Times within this of now read as "just now".
const JUST_NOW_MS = 10_000;

/** Says how long ago an ISO time was: to the hour within a day, then by the calendar. */
export function describeAgo(iso: string, now: number): Ago {
  const ms = elapsedMs(iso, now);
  if (ms < JUST_NOW_MS) return { key: 'justNow' };
  const at = DateTime.fromISO(iso);
  const base = DateTime.fromMillis(now);
  const days = Math.round(
    base.startOf('day').diff(at.startOf('day'), 'days').days,
  );
  if (days >= 1 && ms >= Duration.fromObject({ hours: 12 }).toMillis()) {
    return {
      key: 'onDay',
      day:
        days <= 7
          ? at.toRelativeCalendar({ base, unit: 'days' }) ?? ''
          : at.toLocaleString(DateTime.DATE_MED),
    };
  }
  const hours = Math.floor(ms / 3_600_000);
  return {
    key: 'ago',
    // Minutes beside hours would claim a precision that nobody reads.
    duration: hours > 0 ? `${hours} h` : formatDuration(ms),
  };
}

/** The exact local time of an ISO time, for a tooltip. */
export function formatExact(iso: string): string {
  return DateTime.fromISO(iso).toLocaleString(
    DateTime.DATETIME_FULL_WITH_SECONDS,
  );
}

/** The local day of an ISO time. */
export function formatDay(iso: string): string {
  return DateTime.fromISO(iso).toLocaleString(DateTime.DATE_MED);
}

/** The local clock time, with the day unless it is today. */
export function formatClock(
  iso: string,
  now: number,
  options: { seconds?: boolean } = {},
): string {
  const at = DateTime.fromISO(iso);
  const format = options.seconds
    ? DateTime.TIME_24_WITH_SECONDS
    : DateTime.TIME_24_SIMPLE;
  const clock = at.toLocaleString(format);
  return at.hasSame(DateTime.fromMillis(now), 'day')
    ? clock
    : `${at.toLocaleString({ day: 'numeric', month: 'short' })}, ${clock}`;
}
