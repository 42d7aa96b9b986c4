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

import { renderGoal, table } from '../report/markdown';
import { INTERVAL_MS, type LagResult } from './measureLag';

const MOST_MS = INTERVAL_MS + 1_000;

/** The section of the report. */
export function renderLag({ tasks, changes, figures }: LagResult): string {
  const seconds = (ms: number) => (ms / 1_000).toFixed(1);
  const [ours] = figures;
  return `From the moment at which GitHub changes a task until a browser has an answer that shows it:
${changes} changes of ${tasks} tasks at random moments, in real time. Our browser holds a WebSocket to
Backstage's signals backend and asks the portal again, with its own tokens, a quarter of a
second after a signal names its task, as the plugin's pages do; the portal's tracker asks
GitHub every ${
    INTERVAL_MS / 1_000
  } seconds. The naive browsers ask as often, each task from a moment of its own:
one the portal, whose tracker has then asked GitHub before; the other GitHub itself, which
takes a call per task, interval and browser.

${table(
  ['browser', 'p50 s', 'p95 s', 'max s'],
  figures.map(({ name, p50, p95, max }) => [
    name,
    seconds(p50),
    seconds(p95),
    seconds(max),
  ]),
)}

${renderGoal({
  goal: `p95 below ${seconds(MOST_MS)} s, the interval and a second`,
  measured: `${seconds(ours.p95)} s`,
  isMet: ours.p95 < MOST_MS,
})}`;
}
