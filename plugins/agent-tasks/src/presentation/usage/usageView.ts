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

import {
  USAGE_GROUPINGS,
  type UsageGrouping,
} from 'backstage-plugin-agent-tasks-common';
import {
  daysOfPeriod,
  isDay,
  USAGE_PERIODS,
  type UsageDays,
  type UsagePeriod,
} from './usagePeriod';

/** What a person looks at: it stands in the address, so that it can be shared. */
export type UsageView = {
  period: UsagePeriod;
  groupBy: UsageGrouping;
  /** What was typed for `custom`; perhaps not yet complete. */
  days: Partial<UsageDays>;
};

const DEFAULT_PERIOD = 'last12Weeks';
const DEFAULT_GROUPING = 'requestedBy';

/** Reads the view from an address; what it does not know there is the default. */
export function readUsageView(params: URLSearchParams): UsageView {
  const day = (name: string) => {
    const text = params.get(name) ?? undefined;
    return isDay(text) ? text : undefined;
  };
  return {
    period: oneOf(USAGE_PERIODS, params.get('period')) ?? DEFAULT_PERIOD,
    groupBy: oneOf(USAGE_GROUPINGS, params.get('groupBy')) ?? DEFAULT_GROUPING,
    days: { from: day('from'), to: day('to') },
  };
}

/** The address's part for a view, as short as it can be. */
export function writeUsageView(view: UsageView): URLSearchParams {
  const { period, groupBy, days } = view;
  const params = new URLSearchParams();
  if (period !== DEFAULT_PERIOD) params.set('period', period);
  if (groupBy !== DEFAULT_GROUPING) params.set('groupBy', groupBy);
  if (period === 'custom') {
    if (days.from) params.set('from', days.from);
    if (days.to) params.set('to', days.to);
  }
  return params;
}

/** The view after a change; one to `custom` starts with the days seen before. */
export function changeUsageView(
  view: UsageView,
  change: Partial<UsageView>,
  today: string,
): UsageView {
  const next = { ...view, ...change };
  if (next.period === 'custom' && view.period !== 'custom')
    next.days = daysOfView(view, today);
  return next;
}

/** The days of a view. */
export function daysOfView(view: UsageView, today: string): Partial<UsageDays> {
  return view.period === 'custom'
    ? view.days
    : daysOfPeriod(view.period, today);
}

function oneOf<T extends string>(
  known: readonly T[],
  text: string | null,
): T | undefined {
  return known.find(each => each === text);
}
