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
import type { Scenario } from 'github-agent-tasks-simulator';
import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { percentile } from '../percentile';
import { createDatabase } from '../setup/BenchDatabase';
import { OWNER, startSetup, type Setup } from '../setup/startSetup';
import { changeTask } from './changeTask';
import { PollingScreen } from './PollingScreen';
import type { Screen } from './Screen';
import { SignalScreen } from './SignalScreen';

/** As often as the portal's tracker asks GitHub. */
export const INTERVAL_MS = 15_000;

const REPOSITORY = 'acme/services';

/** Does nothing by itself. */
const still: Scenario = {
  name: 'still',
  description: 'Starts, and then stays as it is.',
  timeline: [{ after: 1_000, do: 'start-session' }],
};

/** From the change on GitHub until it is on screen, in milliseconds. */
export interface LagFigures {
  name: string;
  p50: number;
  p95: number;
  max: number;
}

export interface LagResult {
  tasks: number;
  changes: number;
  figures: LagFigures[];
}

/**
 * Measures how long a change on GitHub takes until a browser shows it: ours,
 * and two that ask every 15 seconds, the portal or GitHub itself. Time is real.
 */
export async function measureLag(options: {
  tasks: number;
  minutes: number;
}): Promise<LagResult> {
  const database = createDatabase('SQLite');
  const setup = await startSetup({ database: database.config });
  try {
    return await measureFor(setup, options);
  } finally {
    await setup.stop();
    database.remove();
  }
}

async function measureFor(
  setup: Setup,
  options: { tasks: number; minutes: number },
): Promise<LagResult> {
  const tasks = await startTasks(setup, options.tasks);
  const screens = await openScreens(setup, tasks);
  await Promise.all(
    tasks.map(({ id }) => screens[1].screen.shows(id, 'in_progress')),
  );
  const lags = screens.map(() => [] as number[]);
  const end = Date.now() + options.minutes * 60_000;
  const follow = async ({ githubTaskId, id }: MeasuredTask) => {
    for (let turn = 1; ; turn++) {
      // Changes are in step with nothing that polls.
      await sleep(Math.random() * INTERVAL_MS);
      if (Date.now() > end) return;
      const { state, at } = await changeTask(setup.control, githubTaskId, turn);
      const shown = await Promise.all(
        screens.map(({ screen }) => screen.shows(id, state)),
      );
      shown.forEach((time, index) => lags[index].push(time - at));
    }
  };
  await Promise.all(tasks.map(follow));
  await Promise.all(screens.map(({ screen }) => screen.close()));
  return {
    tasks: tasks.length,
    changes: lags[0].length,
    figures: screens.map(({ name }, index) => ({
      name,
      p50: percentile(lags[index], 0.5),
      p95: percentile(lags[index], 0.95),
      max: Math.max(...lags[index]),
    })),
  };
}

interface MeasuredTask {
  id: string;
  githubTaskId: string;
}

function createClient(setup: Setup): AgentTasksClient {
  return new AgentTasksClient({
    getBaseUrl: async () => `${setup.portal.url}/api/agent-tasks`,
    fetch,
  });
}

async function startTasks(
  setup: Setup,
  count: number,
): Promise<MeasuredTask[]> {
  await setup.control.addScenario(still);
  await setup.control.setScenario({ scenario: still.name });
  const client = createClient(setup);
  const as = {
    token: await setup.signIn(OWNER),
    gitHubToken: setup.ownerToken,
  };
  const tasks = [];
  for (let index = 0; index < count; index++) {
    const {
      task: { id, github },
    } = await client.startTask(
      { repository: REPOSITORY, prompt: `Task ${index}` },
      as,
    );
    tasks.push({ id, githubTaskId: github.taskId! });
  }
  return tasks;
}

async function openScreens(
  setup: Setup,
  tasks: MeasuredTask[],
): Promise<{ name: string; screen: Screen }[]> {
  setMaxListeners(0);
  const { token: gitHubToken } = await setup.control.createToken({
    login: 'priya-raman',
  });
  const as = { token: await setup.signIn('viewer'), gitHubToken };
  const client = createClient(setup);
  const ids = tasks.map(({ id }) => id);
  const githubIds = new Map(
    tasks.map(({ id, githubTaskId }) => [id, githubTaskId]),
  );
  return [
    {
      name: 'the portal, with signals',
      screen: await SignalScreen.open({ portalUrl: setup.portal.url, ...as }),
    },
    {
      name: 'naive: asks the portal',
      screen: PollingScreen.open({
        ids,
        intervalMs: INTERVAL_MS,
        ask: async id => (await client.getTask(id, as)).state,
      }),
    },
    {
      name: 'naive: asks GitHub, for each task',
      screen: PollingScreen.open({
        ids,
        intervalMs: INTERVAL_MS,
        async ask(id) {
          const response = await fetch(
            `${
              setup.githubUrl
            }/agents/repos/${REPOSITORY}/tasks/${githubIds.get(id)}`,
            { headers: { authorization: `Bearer ${gitHubToken}` } },
          );
          return (await response.json()).state;
        },
      }),
    },
  ];
}
