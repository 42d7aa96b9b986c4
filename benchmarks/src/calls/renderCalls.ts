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
import { CALL_KINDS, type CallCount, type CallKind } from './countCalls';
import type { CallFigures } from './measureCalls';

/** The hourly limit of a user on GitHub. */
const GITHUB_LIMIT = 5_000;

const MOST_LISTINGS = 240;
const MOST_PER_CHANGE = 2;

/** What is asked for those who look; it counts against their own limits. */
const FOR_VIEWERS: CallKind[] = [
  'what a viewer may see',
  'who a token belongs to',
];

/** The section of the report. */
export function renderCalls(figures: CallFigures): string {
  const { tasks, viewers, minutes, portal, naive, changesPerHour } = figures;
  const all = sum(portal);
  const naiveAll = sum(naive);
  const unchanged = portal.reduce(
    (total, { notModifiedPerHour }) => total + notModifiedPerHour,
    0,
  );
  const listings = perHour(portal, 'listing of the user');
  const perChange =
    sum(
      portal.filter(
        ({ kind }) =>
          kind !== 'listing of the user' && !FOR_VIEWERS.includes(kind),
      ),
    ) / changesPerHour;
  return `One user has ${tasks} unfinished tasks in three repositories; each takes half an hour and
changes every two or three minutes. ${viewers} browsers of three people, each with a token
of its own, show the card of a repository and one task, and ask the portal every 15 seconds.
Beside them a naive poller asks GitHub for each task every 15 seconds. Counted for
${minutes} minutes of real time in the simulator's log of requests, times ${+(
    60 / minutes
  ).toFixed(1)}. In that time GitHub
changed something about the tasks ${count(changesPerHour)} times per hour.

${table(
  ['calls per hour', 'the portal', 'naive poller'],
  [
    ...CALL_KINDS.filter(kind => kind !== 'other' || perHour(portal, kind)).map(
      kind => [kind, count(perHour(portal, kind)), count(perHour(naive, kind))],
    ),
    ['**all**', `**${count(all)}**`, `**${count(naiveAll)}**`],
  ],
)}

${renderGoal({
  goal: `at most ${MOST_LISTINGS} list calls per hour`,
  measured: `${listings}`,
  isMet: listings <= MOST_LISTINGS,
})}
${renderGoal({
  goal: `at most ${MOST_PER_CHANGE} further calls per change`,
  measured: perChange.toFixed(2),
  isMet: perChange <= MOST_PER_CHANGE,
})}
- GitHub allows a user ${count(
    GITHUB_LIMIT,
  )} calls per hour. The naive poller needs ${(naiveAll / GITHUB_LIMIT).toFixed(
    1,
  )} times that
  for one person who looks; with every browser polling for itself it would be ${count(
    naiveAll * viewers,
  )}.
- Of the portal's calls GitHub answered ${unchanged} with 304, which do not count against the limit.
- The listing does not grow with tasks or viewers: one per user and interval. Details and
  pull requests follow the changes on GitHub. What a viewer may see is asked per person
  and repository, who a token belongs to per token; both are remembered for five minutes,
  and count against the viewers' own limits.`;
}

function perHour(counts: CallCount[], kind: CallKind): number {
  return counts.find(each => each.kind === kind)?.perHour ?? 0;
}

function sum(counts: CallCount[]): number {
  return counts.reduce((total, each) => total + each.perHour, 0);
}
