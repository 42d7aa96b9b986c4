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

import { AgentTasksClient } from 'backstage-plugin-agent-tasks-common';
import type { SimulatorLogin } from 'github-agent-tasks-simulator';
import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { createDatabase } from '../setup/BenchDatabase';
import { OWNER, startSetup, type Setup } from '../setup/startSetup';
import { countCalls, type CallCount } from './countCalls';
import { countChanges } from './countChanges';
import { longTask } from './longTask';
import { openBrowsers } from './openBrowsers';
import { repeatEvery } from './repeatEvery';

/** Where the tasks run, by turns. */
const REPOSITORIES = ['acme/services', 'acme/billing', 'acme/storefront'];

/** The naive poller has an account of its own, by which its calls are told apart. */
const NAIVE: SimulatorLogin = 'priya-raman';

/** As often as the portal's tracker asks. */
const INTERVAL_MS = 15_000;

export interface CallOptions {
  tasks: number;
  viewers: number;
  minutes: number;
}

/** What was counted, per hour. */
export interface CallFigures extends CallOptions {
  portal: CallCount[];
  naive: CallCount[];
  /** On GitHub, of the tasks and their pull requests. */
  changesPerHour: number;
}

/**
 * Counts the calls that reach GitHub while one user has unfinished tasks and
 * browsers look at them, beside a poller that asks for each task every 15
 * seconds. Time is real: nothing runs faster than in a portal.
 */
export async function measureCalls(options: CallOptions): Promise<CallFigures> {
  const database = createDatabase('SQLite');
  const setup = await startSetup({ database: database.config });
  try {
    return await countFor(setup, options);
  } finally {
    await setup.stop();
    database.remove();
  }
}

async function countFor(
  setup: Setup,
  options: CallOptions,
): Promise<CallFigures> {
  const { control } = setup;
  await control.addScenario(longTask);
  await control.setScenario({ scenario: longTask.name });
  await startTasks(setup, options.tasks);
  const naiveLook = await createNaivePoller(setup);

  await control.clearRequests();
  const from = Date.now();
  const stopping = new AbortController();
  const { signal } = stopping;
  // Every browser waits on it.
  setMaxListeners(0, signal);
  const running = [
    ...(await openBrowsers(setup, {
      count: options.viewers,
      repositories: REPOSITORIES,
      signal,
    })),
    repeatEvery(naiveLook, {
      intervalMs: INTERVAL_MS,
      firstAfterMs: 0,
      signal,
    }),
  ];
  await Promise.race([sleep(options.minutes * 60_000), Promise.all(running)]);
  const requests = await control.requests();
  const changes = countChanges({
    tasks: await control.tasks(),
    scenario: longTask,
    from,
    to: Date.now(),
  });
  stopping.abort();
  await Promise.all(running);

  const isNaive = ({ login }: { login?: string }) => login === NAIVE;
  return {
    ...options,
    portal: countCalls(
      requests.filter(request => !isNaive(request)),
      options,
    ),
    naive: countCalls(requests.filter(isNaive), options),
    changesPerHour: (changes * 60) / options.minutes,
  };
}

async function startTasks(setup: Setup, count: number): Promise<void> {
  const client = new AgentTasksClient({
    getBaseUrl: async () => `${setup.portal.url}/api/agent-tasks`,
    fetch,
  });
  const as = {
    token: await setup.signIn(OWNER),
    gitHubToken: setup.ownerToken,
  };
  for (let index = 0; index < count; index++) {
    const repository = REPOSITORIES[index % REPOSITORIES.length];
    await client.startTask({ repository, prompt: `Task ${index}` }, as);
  }
}

/** What a client without a memory does: one GET for each task. */
async function createNaivePoller(setup: Setup): Promise<() => Promise<void>> {
  const { token } = await setup.control.createToken({ login: NAIVE });
  const tasks = await setup.control.tasks();
  const ask = async ({ id, repository }: (typeof tasks)[number]) => {
    const response = await fetch(
      `${setup.githubUrl}/agents/repos/${repository}/tasks/${id}`,
      { headers: { authorization: `Bearer ${token}` } },
    );
    if (!response.ok) throw new Error(`GitHub answered ${response.status}`);
    await response.arrayBuffer();
  };
  return async () => {
    await Promise.all(tasks.map(ask));
  };
}
