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
import { CALL_KINDS, type CallCount, type CallKind } from './calls/countCalls';
import type { CallFigures } from './calls/measureCalls';
import { CONNECTIONS, type ProxyFigures } from './proxy/measureProxy';

/** The hourly limit of a user on GitHub. */
const GITHUB_LIMIT = 5_000;

/** Writes the figures down as `docs/benchmarks.md`. */
export function renderReport(figures: {
  calls: CallFigures;
  proxy: ProxyFigures[];
  seconds: number;
}): string {
  const { calls, proxy, seconds } = figures;
  const [direct, , ours] = proxy;
  const portal = sum(calls.portal, 'perHour');
  const naive = sum(calls.naive, 'perHour');
  const unchanged = sum(calls.portal, 'notModifiedPerHour');
  const date = new Date().toISOString().slice(0, 10);
  const machine = `${cpus().length} × ${cpus()[0].model.trim()}`;
  const load = loadavg()[0].toFixed(1);
  return `# Benchmarks

Written by \`npm run bench\`, which measures everything in one run: a simulated GitHub, the
portal and the clients, each in a process of its own. Measured on ${date} with Node.js
${
  process.versions.node
} on ${machine}, with a load average of ${load} at the end.
Compare the rows of a table, not figures of different machines.

## Calls to GitHub

One user has ${
    calls.tasks
  } unfinished tasks in three repositories; each takes half an hour and
changes every two or three minutes. ${
    calls.viewers
  } browsers of three people, each with a token
of its own, show the card of a repository and one task, and ask the portal every 15 seconds.
Beside them a naive poller asks GitHub for each task every 15 seconds. Counted for
${
  calls.minutes
} minutes of real time in the simulator's log of requests, times ${Math.round(
    60 / calls.minutes,
  )}.

| calls per hour | the portal | naive poller |
| --- | ---: | ---: |
${CALL_KINDS.filter(kind => kind !== 'other' || perHour(calls.portal, kind))
  .map(
    kind =>
      `| ${kind} | ${perHour(calls.portal, kind)} | ${perHour(
        calls.naive,
        kind,
      )} |`,
  )
  .join('\n')}
| **all** | **${portal}** | **${naive}** |

- GitHub allows a user ${GITHUB_LIMIT} calls per hour. The naive poller needs ${(
    naive / GITHUB_LIMIT
  ).toFixed(1)} times that
  for one person who looks; with every browser polling for itself it would be ${
    naive * calls.viewers
  }.
- Of the portal's calls GitHub answered ${unchanged} with 304, which do not count against the limit.
- The listing does not grow with tasks or viewers: one per user and interval. Details and
  pull requests follow the changes on GitHub. What a viewer may see is asked per person
  and repository, who a token belongs to per token; both are remembered for five minutes,
  and count against the viewers' own limits.

## The proxy

\`GET /agents/tasks\` (30 tasks), ${seconds} seconds per figure, the median of three rounds in which
the ways take turns. Latency with one connection, throughput with ${CONNECTIONS}. Backstage's proxy
plugin runs in the same backend, checks the same Backstage token, and adds a fixed GitHub
token; it has no policy, no record of tasks and no error mapping.

| way | p50 ms | p99 ms | added at p50 | requests/s |
| --- | ---: | ---: | ---: | ---: |
${proxy
  .map(
    ({ name, latency, requestsPerSecond }) =>
      `| ${name} | ${latency.p50.toFixed(2)} | ${latency.p99.toFixed(2)} | ${
        name === direct.name
          ? ''
          : (latency.p50 - direct.latency.p50).toFixed(2)
      } | ${Math.round(requestsPerSecond)} |`,
  )
  .join('\n')}

The plugin's proxy adds ${(ours.latency.p50 - direct.latency.p50).toFixed(
    1,
  )} ms to a call. It checks who calls, whose the
GitHub token is and what is asked, and passes GitHub's answer on byte for byte.
`;
}

function perHour(counts: CallCount[], kind: CallKind): number {
  return counts.find(count => count.kind === kind)?.perHour ?? 0;
}

function sum(
  counts: CallCount[],
  key: 'perHour' | 'notModifiedPerHour',
): number {
  return counts.reduce((total, count) => total + count[key], 0);
}
