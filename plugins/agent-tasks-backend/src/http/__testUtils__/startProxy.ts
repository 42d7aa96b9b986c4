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

import { mockCredentials } from '@backstage/backend-test-utils';
import {
  startSimulator,
  type LoggedRequest,
  type RunningSimulator,
} from 'github-agent-tasks-simulator';
import request from 'supertest';
import { startPortal, type Portal } from '../../__testUtils__/startPortal';

export const TASKS = '/agents/repos/acme/services/tasks';
export const PROMPT = 'Add a health check [brief 77aa]';

/** The plugin over a simulated GitHub, and ada-nwosu at its proxy. */
export interface TestProxy {
  simulator: RunningSimulator;
  portal: Portal;
  /** Ada's token for GitHub. */
  token: string;
  baseUrl: string;
  /** What a caller sends beside a GitHub client's own headers. */
  headers: Record<string, string>;
  get(path: string): request.Test;
  post(path: string, body: unknown): request.Test;
  /** What reached GitHub's agent task endpoints. */
  sent(method?: string): Promise<LoggedRequest[]>;
  stop(): Promise<void>;
}

export async function startProxy(): Promise<TestProxy> {
  const simulator = await startSimulator({ frozen: true, history: false });
  // Nothing but the proxy's own calls: tracking looks around once a day.
  const portal = await startPortal({
    simulator,
    requestTimeoutMs: 400,
    intervalMs: 86_400_000,
    slowIntervalMs: 86_400_000,
    policy: {
      repositories: [
        { match: 'acme/s*' },
        { match: 'acme/billing', models: ['gpt-5.4'] },
        { match: 'acme/payroll', deny: true },
      ],
    },
  });
  const login = 'ada-nwosu';
  const { token } = await simulator.control.createToken({ login });
  const headers = {
    authorization: mockCredentials.user.header(`user:default/${login}`),
    'x-github-token': token,
  };
  const root = '/api/agent-tasks/github';
  return {
    simulator,
    portal,
    token,
    headers,
    baseUrl: `http://localhost:${portal.server.port()}${root}`,
    get: path => request(portal.server).get(`${root}${path}`).set(headers),
    post: (path, body) =>
      request(portal.server)
        .post(`${root}${path}`)
        .set({ ...headers, 'content-type': 'application/json' })
        .send(typeof body === 'string' ? body : JSON.stringify(body)),
    sent: method => simulator.control.requests({ path: '/agents/', method }),
    async stop() {
      await portal.stop();
      await simulator.stop();
    },
  };
}
