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

import { load, type Load, type Route } from '../load';
import { percentile } from '../percentile';
import { createDatabase } from '../setup/BenchDatabase';
import { OWNER, startSetup, type Setup } from '../setup/startSetup';

/** More than any run sends: this measures the portal, not GitHub's limits. */
const UNLIMITED = 1_000_000_000;

/** A page of GitHub's. */
const TASKS = 30;

const WARM_UP_SECONDS = 3;

/** Repeated and interleaved, so that a slow moment of the machine hits all alike. */
const ROUNDS = 3;

/** What one way costs; of the rounds, the median. */
export interface ProxyFigures {
  name: string;
  /** With one connection, milliseconds. */
  latency: { p50: number; p99: number };
  /** With {@link CONNECTIONS} connections. */
  requestsPerSecond: number;
}

/** Browsers that ask at the same time when throughput is measured. */
export const CONNECTIONS = 20;

/** Measures `GET /agents/tasks` straight, through Backstage's proxy and through ours. */
export async function measureProxy(options: {
  seconds: number;
}): Promise<ProxyFigures[]> {
  const database = createDatabase('SQLite');
  const setup = await startSetup({ database: database.config });
  try {
    return await compareRoutes(setup, options);
  } finally {
    await setup.stop();
    database.remove();
  }
}

async function compareRoutes(
  setup: Setup,
  options: { seconds: number },
): Promise<ProxyFigures[]> {
  for (let index = 0; index < TASKS; index++) {
    await setup.control.startTask({
      repository: 'acme/services',
      by: OWNER,
      prompt: `Task ${index}`,
    });
  }
  await setup.control.setRateLimit(OWNER, {
    limit: UNLIMITED,
    remaining: UNLIMITED,
  });
  await setup.control.setSwitches({ secondaryLimits: false });
  const token = await setup.signIn(OWNER);
  const routes: Route[] = [
    {
      name: 'straight to GitHub (simulated)',
      url: `${setup.githubUrl}/agents/tasks`,
      headers: { authorization: `Bearer ${setup.ownerToken}` },
    },
    {
      name: "Backstage's proxy plugin",
      url: `${setup.portal.url}/api/proxy/github/agents/tasks`,
      headers: { authorization: `Bearer ${token}` },
    },
    {
      name: "the plugin's proxy",
      url: `${setup.portal.url}/api/agent-tasks/github/agents/tasks`,
      headers: {
        authorization: `Bearer ${token}`,
        'x-github-token': setup.ownerToken,
      },
    },
  ];
  for (const route of routes) {
    await load(route, { connections: CONNECTIONS, seconds: WARM_UP_SECONDS });
  }
  const rounds: { route: Route; alone: Load; together: Load }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    for (const route of routes) {
      rounds.push({
        route,
        alone: await load(route, { ...options, connections: 1 }),
        together: await load(route, { ...options, connections: CONNECTIONS }),
      });
    }
  }
  return routes.map(route => {
    const own = rounds.filter(round => round.route === route);
    return {
      name: route.name,
      latency: {
        p50: percentile(
          own.map(({ alone }) => alone.p50),
          0.5,
        ),
        p99: percentile(
          own.map(({ alone }) => alone.p99),
          0.5,
        ),
      },
      requestsPerSecond: percentile(
        own.map(({ together }) => together.requestsPerSecond),
        0.5,
      ),
    };
  });
}
