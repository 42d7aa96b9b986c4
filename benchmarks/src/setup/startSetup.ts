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
  type SimulatorOptions,
} from 'github-agent-tasks-simulator';
import { BENCH_USER_HEADER } from './benchSignInModule';
import { freePort } from './freePort';
import { portalConfig } from './portalConfig';
import { startProcess, type RunningProcess } from './startProcess';

/** The person whose tasks are measured, where it is one. */
export const OWNER = 'ada-nwosu';

/** One replica of the portal. */
export interface Replica extends RunningProcess {
  url: string;
}

/** What every measurement works with: a simulated GitHub and a portal, each in a process. */
export interface Setup {
  /** The simulator's REST API. */
  githubUrl: string;
  github: RunningProcess;
  control: SimulatorControl;
  /** The first replica. */
  portal: Replica;
  /** The GitHub token of {@link OWNER}. */
  ownerToken: string;
  /** A Backstage token for a user of that name. */
  signIn(name: string): Promise<string>;
  /** A further replica over the same database. */
  addReplica(): Promise<Replica>;
  stop(): Promise<void>;
}

/** Starts the simulator and the portal; everything ends with `stop`. */
export async function startSetup(options: {
  /** `backend.database` of the portal. */
  database: object;
  github?: SimulatorOptions;
}): Promise<Setup> {
  const { database } = options;
  const processes: RunningProcess[] = [];
  const stop = async () => {
    await Promise.all(processes.map(running => running.stop()));
  };
  const start = async <T extends RunningProcess>(running: Promise<T>) => {
    processes.push(await running);
    return running;
  };
  try {
    const githubPort = await freePort();
    const githubHost = `localhost:${githubPort}`;
    const githubUrl = `http://${githubHost}/api/v3`;
    const github = await start(
      startProcess({
        name: 'The simulator',
        script: require.resolve('./github'),
        env: {
          BENCH_GITHUB: JSON.stringify({
            port: githubPort,
            history: false,
            ...options.github,
          }),
        },
        isReady: async () =>
          (await fetch(`${githubUrl}/rate_limit`)).status > 0,
      }),
    );
    const control = createSimulatorControlClient(`http://${githubHost}`);
    const { token: ownerToken } = await control.createToken({ login: OWNER });

    let portalUrl: string | undefined;
    const addReplica = async () => {
      const port = await freePort();
      const url = `http://localhost:${port}`;
      portalUrl ??= url;
      const config = portalConfig({
        githubHost,
        githubUrl,
        portalUrl,
        port,
        database,
        proxyToken: ownerToken,
      });
      const running = await start(
        startProcess({
          name: 'The portal',
          script: require.resolve('./portal'),
          env: { NODE_ENV: 'production', BENCH_CONFIG: JSON.stringify(config) },
          isReady: async () =>
            (
              await fetch(`${url}/.backstage/health/v1/readiness`)
            ).ok,
        }),
      );
      return { ...running, url };
    };
    const portal = await addReplica();
    return {
      githubUrl,
      github,
      control,
      portal,
      ownerToken,
      signIn: name => signIn(portal.url, name),
      addReplica,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function signIn(portalUrl: string, name: string): Promise<string> {
  const response = await fetch(`${portalUrl}/api/auth/bench/refresh`, {
    headers: { [BENCH_USER_HEADER]: name },
  });
  const body = await response.json();
  if (!response.ok) throw new Error(JSON.stringify(body));
  return body.backstageIdentity.token;
}
