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

import { cpus, loadavg } from 'node:os';
import type { SimulatorFigures } from './measureLists';

const TITLE = '## The simulator at size';

/** The section for `docs/benchmarks.md`. */
export function renderLists(figures: SimulatorFigures): string {
  const { tasks, repositories, lists } = figures;
  const date = new Date().toISOString().slice(0, 10);
  const rows = lists.map(({ name, simulator, naive }) =>
    [
      name,
      simulator.p50.toFixed(1),
      simulator.p95.toFixed(1),
      naive?.p50.toFixed(1) ?? '',
      naive?.p95.toFixed(1) ?? '',
    ].join(' | '),
  );
  return `${TITLE}

Written by \`npm run bench:simulator\`. Measured on ${date} with Node.js ${
    process.versions.node
  } on
${
  cpus().length
} × ${cpus()[0].model.trim()}, load average ${loadavg()[0].toFixed(
    1,
  )} at the end. One simulated company with
${tasks.toLocaleString('en')} tasks and ${repositories.toLocaleString(
    'en',
  )} repositories; a fifth of the tasks is in one repository, a quarter of them
belongs to the person who asks. One request at a time, over HTTP, client and both servers in one
process, which take turns. The naive twin filters and sorts all tasks for every request; it checks
no token and who may see what.

| list | p50 ms | p95 ms | naive p50 | naive p95 |
| --- | ---: | ---: | ---: | ---: |
${rows.map(row => `| ${row} |`).join('\n')}

The simulator starts in ${Math.round(
    figures.startMs,
  )} ms, with this company in ${Math.round(
    figures.seededStartMs,
  )} ms; the process then holds
${figures.heapMegabytes} MB of objects, the twin's included.
`;
}

/** Puts the section at the end of the report, in place of an older one. */
export function withSection(report: string, section: string): string {
  return `${report.split(TITLE)[0].trimEnd()}\n\n${section}`;
}

/** A new report with the section that an older report ends with. */
export function keepSection(report: string, older: string): string {
  const [, section] = older.split(TITLE);
  return section ? withSection(report, TITLE + section) : report;
}
