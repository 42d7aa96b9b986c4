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

import { usageQuerySchema } from 'backstage-plugin-agent-tasks-common';
import { DateTime } from 'luxon';
import type { UsageRequest } from '../../usage/UsageReader';
import { parseRequest, validationFailed } from '../validation';

/** This week and the eleven before it. */
const WEEKS_BEFORE = 11;

const MOST_YEARS = 2;

/** There were no agent tasks before. */
const EARLIEST = '2020-01-01';

/**
 * What the query of `GET /usage` asks for. By default it begins on a Monday, so
 * that the first week is as whole as the others; `now` is in milliseconds.
 */
export function readUsageRequest(query: unknown, now: number): UsageRequest {
  const { groupBy, ...given } = parseRequest(usageQuerySchema, query);
  const last = given.to
    ? DateTime.fromISO(given.to, { zone: 'utc' })
    : DateTime.fromMillis(now, { zone: 'utc' });
  const first = given.from
    ? DateTime.fromISO(given.from, { zone: 'utc' })
    : last.startOf('week').minus({ weeks: WEEKS_BEFORE });
  const from = first.toISODate()!;
  const to = last.toISODate()!;
  if (from < EARLIEST) {
    const path = given.from ? 'from' : 'to';
    throw invalid(path, `Give a day from ${EARLIEST} on.`);
  }
  if (from > to) {
    throw invalid('from', `Give a day that is not after today, ${to}.`);
  }
  if (last > first.plus({ years: MOST_YEARS })) {
    throw invalid(
      'to',
      `Give a day at most ${MOST_YEARS} years after the first, and ask for the rest by itself.`,
    );
  }
  return { from, to, groupBy };
}

function invalid(path: string, message: string) {
  return validationFailed([{ path, message }]);
}
