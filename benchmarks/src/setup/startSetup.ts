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

import {
  createSimulatorControlClient,
  type SimulatorControl,
} from 'github-agent-tasks-simulator';
import { BENCH_USER_HEADER } from './benchSignInModule';
import { freePort } from './freePort';
import { startProcess, type RunningProcess } from './startProcess';

/** The person whose tasks are measured. */
export const OWNER = 'ada-nwosu';

/** What every measurement works with: a simulated GitHub and a portal, each in a process. */
export interface Setup {
  /** The simulator's REST API. */
  githubUrl: string;
  control: SimulatorControl;
  portalUrl: string;
  /** The GitHub token of {@link OWNER}. */
  ownerToken: string;
  /** A Backstage token for a user of that name. */
  signIn(name: string): Promise<string>;
  stop(): Promise<void>;
}

/** Starts the simulator and the portal; both end with `stop`. */
export async function startSetup(): Promise<Setup> {
  const processes: RunningProcess[] = [];
  const stop = async () => {
    await Promise.all(processes.map(running => running.stop()));
  };
  try {
    const githubHost = `localhost:${await freePort()}`;
    const githubUrl = `http://${githubHost}/api/v3`;
    const portalUrl = `http://localhost:${await freePort()}`;
    processes.push(
      await startProcess({
        name: 'The simulator',
        script: require.resolve('github-agent-tasks-simulator/cli'),
        args: ['--port', githubHost.split(':')[1], '--no-history'],
        isReady: async () =>
          (await fetch(`${githubUrl}/rate_limit`)).status > 0,
      }),
    );
    const control = createSimulatorControlClient(`http://${githubHost}`);
    const { token: ownerToken } = await control.createToken({ login: OWNER });
    processes.push(
      await startProcess({
        name: 'The portal',
        script: require.resolve('./portal'),
        env: {
          NODE_ENV: 'production',
          BENCH_CONFIG: JSON.stringify(
            portalConfig({ githubHost, githubUrl, portalUrl, ownerToken }),
          ),
        },
        isReady: async () =>
          (
            await fetch(`${portalUrl}/.backstage/health/v1/readiness`)
          ).ok,
      }),
    );
    return {
      githubUrl,
      control,
      portalUrl,
      ownerToken,
      signIn: name => signIn(portalUrl, name),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function portalConfig(options: {
  githubHost: string;
  githubUrl: string;
  portalUrl: string;
  ownerToken: string;
}) {
  const { githubHost, githubUrl, portalUrl, ownerToken } = options;
  return {
    app: { baseUrl: portalUrl },
    backend: {
      baseUrl: portalUrl,
      listen: { port: Number(new URL(portalUrl).port) },
      database: { client: 'better-sqlite3', connection: ':memory:' },
    },
    auth: { environment: 'bench', providers: { bench: {} } },
    permission: { enabled: true },
    integrations: { github: [{ host: githubHost, apiBaseUrl: githubUrl }] },
    agentTasks: {
      github: { host: githubHost },
      policy: { repositories: [{ match: 'acme/*' }] },
      // The defaults, which are those for github.com.
      tracking: { interval: { seconds: 15 }, slowInterval: { minutes: 5 } },
    },
    proxy: {
      endpoints: {
        // Backstage's proxy checks the Backstage token and adds a fixed header.
        '/github': {
          target: githubUrl,
          credentials: 'require',
          headers: { Authorization: `Bearer ${ownerToken}` },
        },
      },
    },
  };
}

async function signIn(portalUrl: string, name: string): Promise<string> {
  const response = await fetch(`${portalUrl}/api/auth/bench/refresh`, {
    headers: { [BENCH_USER_HEADER]: name },
  });
  const body = await response.json();
  if (!response.ok) throw new Error(JSON.stringify(body));
  return body.backstageIdentity.token;
}
