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
import { formatAmount } from '../admin/formatAmount';
import { formatCredits } from '../formatCredits';
import { isUnknown, type UsageSum } from './usageSums';

/** AI credits for people, `undefined` while GitHub has reported nothing of these tasks. */
export function creditsOf(sum: UsageSum): string | undefined {
  return isUnknown(sum) ? undefined : formatCredits(sum.aiCreditsNano);
}

/** Premium requests for people; see {@link creditsOf}. */
export function premiumRequestsOf(sum: UsageSum): string | undefined {
  return isUnknown(sum) ? undefined : formatAmount(sum.premiumRequests);
}

/** A share, given in tenths of a percent. */
export function formatShare(share: number): string {
  return new Intl.NumberFormat(undefined, {
    style: 'percent',
    minimumFractionDigits: 1,
  }).format(share / 1000);
}

/** A day of the calendar, without its year. */
export function formatShortDay(day: string): string {
  return DateTime.fromISO(day, { zone: 'utc' }).toLocaleString({
    day: 'numeric',
    month: 'short',
  });
}

/** From one day to another. */
export function formatDays(from: string, to: string): string {
  const [start, end] = [from, to].map(day =>
    DateTime.fromISO(day, { zone: 'utc' }).toLocaleString(DateTime.DATE_MED),
  );
  return `${start} – ${end}`;
}
