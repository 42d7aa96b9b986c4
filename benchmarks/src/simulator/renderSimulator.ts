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

import { count, table } from '../report/markdown';
import type { SimulatorFigures } from './measureSimulator';

/** The section of the report. */
export function renderSimulator(figures: SimulatorFigures): string {
  const { tasks, repositories, lists } = figures;
  return `One simulated company with ${count(tasks)} tasks and ${count(
    repositories,
  )} repositories; a fifth of the tasks
is in one repository, a quarter of them belongs to the person who asks. One request at a time,
over HTTP, client and both servers in one process, which take turns. The naive twin filters and
sorts all tasks for every request; it checks no token and who may see what.

${table(
  ['list', 'p50 ms', 'p95 ms', 'naive p50', 'naive p95'],
  lists.map(({ name, simulator, naive }) => [
    name,
    simulator.p50.toFixed(1),
    simulator.p95.toFixed(1),
    naive?.p50.toFixed(1) ?? '',
    naive?.p95.toFixed(1) ?? '',
  ]),
)}

The simulator starts in ${Math.round(
    figures.startMs,
  )} ms, with this company in ${Math.round(
    figures.seededStartMs,
  )} ms; the process then holds
${figures.heapMegabytes} MB of objects, the twin's included.`;
}
