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
import type { MemoryFigures } from './measureMemory';

/** The section of the report. */
export function renderMemory(figures: MemoryFigures[]): string {
  const [none] = figures;
  const all = figures.at(-1)!;
  const perTask = (all.replicaBytes - none.replicaBytes) / all.tasks;
  const naivePerTask = all.naiveBytes / all.tasks;
  const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1);
  return `Objects in the memory of a replica once garbage is collected, after it has looked at everybody
whose tasks it follows: a hundred unfinished tasks each, every one with a draft. The naive
twin keeps every task in a Map, as it is in the database.

${table(
  ['followed tasks', 'replica MB', 'naive Map MB'],
  figures.map(({ tasks, replicaBytes, naiveBytes }) => [
    count(tasks),
    megabytes(replicaBytes),
    megabytes(naiveBytes),
  ]),
)}

A followed task takes ${count(perTask)} bytes of a replica, ${count(
    naivePerTask,
  )} in the Map. All of it only saves
calls to GitHub: what is true is in the database.`;
}
