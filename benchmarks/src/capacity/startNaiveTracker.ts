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

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repeatEvery } from '../calls/repeatEvery';
import type { Member } from '../company/readMembers';
import { Expectations, type Screen } from '../lag/Screen';
import { freePort } from '../setup/freePort';
import { startProcess, type RunningProcess } from '../setup/startProcess';
import type { NaiveTrackerInput, Sighting } from './naiveTracker';

/** How often it is asked what it has seen; what it tells has the time with it. */
const ASK_MS = 500;

/** Starts the naive twin of the tracker; on its screen tasks are known by GitHub's ids. */
export async function startNaiveTracker(options: {
  githubUrl: string;
  members: Member[];
  intervalMs: number;
}): Promise<RunningProcess & { screen: Screen }> {
  const { githubUrl, members, intervalMs } = options;
  const directory = mkdtempSync(join(tmpdir(), 'agent-tasks-bench-'));
  const file = join(directory, 'naive.json');
  const port = await freePort();
  const input: NaiveTrackerInput = {
    port,
    intervalMs,
    tasks: members.flatMap(({ tasks, token }) =>
      tasks.map(({ github_task_id: id, repository }) => ({
        id,
        url: `${githubUrl}/agents/repos/${repository}/tasks/${id}`,
        token,
      })),
    ),
  };
  writeFileSync(file, JSON.stringify(input), { mode: 0o600 });
  const url = `http://localhost:${port}`;
  const running = await startProcess({
    name: 'The naive tracker',
    script: require.resolve('./naiveTracker'),
    env: { BENCH_NAIVE: file },
    isReady: async () => (await fetch(url)).ok,
  }).finally(() => rmSync(directory, { recursive: true }));

  const expected = new Expectations();
  const stopping = new AbortController();
  let from = 0;
  const ask = async () => {
    const response = await fetch(`${url}?from=${from}`);
    const sightings: Sighting[] = await response.json();
    from += sightings.length;
    sightings.forEach(({ id, state, at }) => expected.show(id, state, at));
  };
  const asking = repeatEvery(ask, {
    intervalMs: ASK_MS,
    firstAfterMs: 0,
    signal: stopping.signal,
  });
  const screen: Screen = {
    shows: (id, state) => expected.add(id, state),
    async close() {
      stopping.abort();
      await asking;
    },
  };
  return { ...running, screen };
}
