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

import autocannon from 'autocannon';
import { OWNER, type Setup } from '../setup/startSetup';

/** More than any run sends: this measures the portal, not GitHub's limits. */
const UNLIMITED = 1_000_000_000;

const WARM_UP_SECONDS = 3;

/** Repeated and interleaved, so that a slow moment of the machine hits all alike. */
const ROUNDS = 3;

/** One way to the same answer of GitHub. */
export interface Route {
  name: string;
  url: string;
  headers: Record<string, string>;
}

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
export async function measureProxy(
  setup: Setup,
  options: { seconds: number },
): Promise<ProxyFigures[]> {
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
      url: `${setup.portalUrl}/api/proxy/github/agents/tasks`,
      headers: { authorization: `Bearer ${token}` },
    },
    {
      name: "the plugin's proxy",
      url: `${setup.portalUrl}/api/agent-tasks/github/agents/tasks`,
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

interface Load {
  p50: number;
  p99: number;
  requestsPerSecond: number;
}

async function load(
  { url, headers }: Route,
  options: { connections: number; seconds: number },
): Promise<Load> {
  // Autocannon's own percentiles are whole milliseconds.
  const times: number[] = [];
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    autocannon(
      {
        url,
        headers: { ...headers, 'user-agent': 'benchmark' },
        connections: options.connections,
        duration: options.seconds,
      },
      (error, answer) => (error ? reject(error) : resolve(answer)),
    ).on('response', (_client, _status, _bytes, time) => times.push(time));
  });
  const failed = result.errors + result.timeouts + result.non2xx;
  if (failed > 0) {
    throw new Error(
      `${failed} requests to ${url} failed: nothing is measured.`,
    );
  }
  return {
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
    requestsPerSecond: result.requests.total / result.duration,
  };
}

function percentile(values: number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
}
