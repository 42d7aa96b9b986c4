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

import { startSimulator } from 'github-agent-tasks-simulator';
import { percentile } from '../percentile';
import { startNaiveLists } from './naiveLists';

/** What is measured, by a name for the report; the twin knows the agent task lists only. */
const LISTS: [name: string, path: string][] = [
  ['repository, page 1', '/agents/repos/acme/service-00001/tasks'],
  ['repository, page 500', '/agents/repos/acme/service-00001/tasks?page=500'],
  [
    'repository, oldest first',
    '/agents/repos/acme/service-00001/tasks?sort=created_at&direction=asc',
  ],
  [
    'repository, failed',
    '/agents/repos/acme/service-00001/tasks?state=failed,cancelled',
  ],
  ['account, page 1', '/agents/tasks'],
  ['account, page 700', '/agents/tasks?page=700'],
  ['account, unfinished', '/agents/tasks?state=queued,in_progress'],
  ['account, since yesterday', '/agents/tasks?since=YESTERDAY'],
  ['repositories of the organization', '/orgs/acme/repos?page=100'],
  ['repositories of the user', '/user/repos?sort=full_name&page=40'],
  ['pull requests', '/repos/acme/service-00001/pulls?state=all'],
];

/** Milliseconds per answer. */
export type Latency = { p50: number; p95: number };

export type SimulatorFigures = {
  tasks: number;
  repositories: number;
  /** From the call of `startSimulator` until it listens, without a large company. */
  startMs: number;
  /** The same with it. */
  seededStartMs: number;
  heapMegabytes: number;
  lists: { name: string; simulator: Latency; naive?: Latency }[];
};

/** Measures a large simulated company and its naive twin, in turns. */
export async function measureSimulator(options: {
  tasks: number;
  repositories: number;
  rounds: number;
}): Promise<SimulatorFigures> {
  const { tasks, repositories, rounds } = options;
  // The first start also loads the code.
  await (await startSimulator()).stop();
  const [plain, startMs] = await timed(() => startSimulator());
  await plain.stop();
  const [github, seededStartMs] = await timed(() =>
    startSimulator({
      frozen: true,
      seed: { tasks, repositories },
      // It is the lists that are measured, not the limits.
      switches: { secondaryLimits: false },
    }),
  );
  const naive = await startNaiveLists(await github.control.tasks());
  try {
    const { token } = await github.control.createToken({ login: 'ada-nwosu' });
    await github.control.setRateLimit('ada-nwosu', {
      limit: 1e9,
      remaining: 1e9,
    });
    const yesterday = new Date(Date.now() - 86_400_000).toISOString();
    const lists = [];
    for (const [name, template] of LISTS) {
      const path = template.replace('YESTERDAY', yesterday);
      const hasTwin = path.startsWith('/agents');
      const ours: number[] = [];
      const theirs: number[] = [];
      for (let round = 0; round < rounds; round += 1) {
        ours.push(await request(`${github.apiBaseUrl}${path}`, token));
        if (hasTwin) theirs.push(await request(`${naive.url}${path}`, token));
      }
      lists.push({
        name,
        simulator: latency(ours),
        naive: hasTwin ? latency(theirs) : undefined,
      });
    }
    const heapMegabytes = Math.round(process.memoryUsage().heapUsed / 1e6);
    return {
      tasks,
      repositories,
      startMs,
      seededStartMs,
      heapMegabytes,
      lists,
    };
  } finally {
    await naive.stop();
    await github.stop();
  }
}

async function timed<T>(work: () => Promise<T>): Promise<[T, number]> {
  const begun = performance.now();
  const result = await work();
  return [result, performance.now() - begun];
}

/** How long until the whole answer has been read. */
async function request(url: string, token: string): Promise<number> {
  const begun = performance.now();
  const answer = await fetch(url, {
    headers: { Authorization: `Bearer ${token}` },
  });
  await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  return performance.now() - begun;
}

function latency(values: number[]): Latency {
  return { p50: percentile(values, 0.5), p95: percentile(values, 0.95) };
}
