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

import { count, renderGoal, table } from '../report/markdown';
import { CHANGED_EVERY_SECONDS } from './ChangeDriver';
import { MEASURED_SECONDS, type CapacityFigures } from './measureCapacity';

const MOST_LAG_MS = 20_000;

/** The section of the report. */
export function renderCapacity(figures: CapacityFigures[]): string {
  const seconds = (ms: number) => (ms / 1_000).toFixed(1);
  const [, goal] = figures;
  const { tasks, users, cpu } = goal;
  const own = trackerCores(goal);
  return `${count(users)} users with ${
    tasks / users
  } unfinished tasks each, at the interval of 15 seconds; GitHub changes every task
each ${CHANGED_EVERY_SECONDS} seconds. The portal is on PostgreSQL and keeps tokens encrypted. One browser shows a
quarter of the tasks that change and asks for each as signals name it. ${MEASURED_SECONDS} seconds of real
time per row, after everybody was looked at once. The machine has two cores for everything:
the replicas, PostgreSQL, the simulated GitHub, and the process that measures. The naive twin
is a process that asks GitHub for each task every 15 seconds; it writes nothing down and
tells nobody.

${table(
  [
    '',
    'users',
    'calls/s',
    'changes/s',
    'lag p50 s',
    'p95 s',
    'max s',
    'replica cores',
    'GitHub',
    'measuring',
    'PostgreSQL and others',
    'idle',
  ],
  figures.map(each => [
    each.name,
    count(each.users),
    each.calls.toFixed(0),
    each.changes.toFixed(1),
    seconds(each.lag.p50),
    seconds(each.lag.p95),
    seconds(each.lag.max),
    trackersOf(each)
      .map(cores => cores.toFixed(2))
      .join(' + '),
    each.cpu.processes.github.toFixed(2),
    each.cpu.processes.driver.toFixed(2),
    each.cpu.others.toFixed(2),
    each.cpu.idle.toFixed(2),
  ]),
)}

${renderGoal({
  goal: `${count(users)} users on one replica with a lag p95 under ${
    MOST_LAG_MS / 1_000
  } s`,
  measured: `${seconds(goal.lag.p95)} s`,
  isMet: goal.lag.p95 < MOST_LAG_MS,
})}
- The replica runs on one thread: at ${own.toFixed(2)} of a core for ${count(
    users,
  )} users it has room for about ${count(
    Math.floor(users / own / 500) * 500,
  )} before
  it is the bottleneck itself; ${
    cpu.idle < 0.1
      ? 'here the machine is, which has no core left'
      : `here ${cpu.idle.toFixed(2)} of the machine's cores were idle`
  }. Two replicas share the users
  by claims in the database.`;
}

function trackersOf({ cpu }: CapacityFigures): number[] {
  const { github, driver, ...trackers } = cpu.processes;
  return Object.values(trackers);
}

function trackerCores(figures: CapacityFigures): number {
  return trackersOf(figures).reduce((sum, each) => sum + each, 0);
}
