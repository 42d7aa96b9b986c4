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

import { REPOSITORIES } from './seedLists';
import { count, renderGoal, table } from '../report/markdown';
import type { DatabaseKind } from '../setup/BenchDatabase';
import {
  CONNECTIONS,
  NAIVE_REQUESTS,
  REQUESTS,
  SIZES,
  type ListFigures,
} from './measureLists';

const MOST_MS = 25;
const MOST_TIMES_SLOWER = 2;

/** The section of the report. */
export function renderLists(
  figures: Record<DatabaseKind, ListFigures[]>,
): string {
  const all = Object.values(figures).flat();
  const slowest = Math.max(...all.map(({ many }) => many.p95));
  const growth = Math.max(...all.map(({ few, many }) => many.p95 / few.p95));
  return `\`GET /v1/tasks\`, 20 tasks per page, read by a user who sees all ${REPOSITORIES} repositories; the busy
one has a fifth of the tasks. Latency of ${REQUESTS} requests, one at a
time, after some that do not count; requests per second with ${CONNECTIONS} connections. Deep: the page after nine tenths of the tasks. The naive twin has
the same ${count(
    SIZES.many,
  )} rows in the same database and backend, in a table without indexes that it
pages by OFFSET, and is asked ${NAIVE_REQUESTS} times; it checks no permission and nobody's view of GitHub.

${Object.entries(figures)
  .map(([kind, lists]) => `### ${kind}\n\n${renderTable(lists)}`)
  .join('\n\n')}

${renderGoal({
  goal: `p95 under ${MOST_MS} ms at ${count(SIZES.many)} tasks`,
  measured: `${slowest.toFixed(1)} ms for the slowest list`,
  isMet: slowest < MOST_MS,
})}
${renderGoal({
  goal: `no slower than twice the time at ${count(SIZES.few)} tasks`,
  measured: `${growth.toFixed(2)} times at most (p95)`,
  isMet: growth <= MOST_TIMES_SLOWER,
})}`;
}

function renderTable(lists: ListFigures[]): string {
  return table(
    [
      'list',
      `p50 ms at ${count(SIZES.few)}`,
      'p95 ms',
      `p50 ms at ${count(SIZES.many)}`,
      'p95 ms',
      'requests/s',
      'naive p50 ms',
      'naive p95 ms',
    ],
    lists.map(({ name, few, many, manyPerSecond, naive }) => [
      name,
      few.p50.toFixed(1),
      few.p95.toFixed(1),
      many.p50.toFixed(1),
      many.p95.toFixed(1),
      Math.round(manyPerSecond),
      naive.p50.toFixed(1),
      naive.p95.toFixed(1),
    ]),
  );
}
