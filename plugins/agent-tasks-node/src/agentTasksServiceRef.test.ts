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
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AgentTasksService } from './AgentTasksService';
import { agentTasksServiceRef } from './agentTasksServiceRef';

describe('agentTasksServiceRef', () => {
  const received: {
    url?: string;
    headers: IncomingHttpHeaders;
    body: string;
  }[] = [];
  let answer: { status: number; headers?: object; body: object };
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    received.push({ url: request.url, headers: request.headers, body });
    response.writeHead(answer.status, {
      'content-type': 'application/json',
      ...answer.headers,
    });
    response.end(JSON.stringify(answer.body));
  });
  let service: AgentTasksService;
  let stop: () => Promise<void>;

  beforeAll(async () => {
    await new Promise<void>(resolve => server.listen(0, resolve));
    const { port } = server.address() as AddressInfo;
    const backend = await startTestBackend({
      features: [
        mockServices.discovery.mock({
          getBaseUrl: async id => `http://localhost:${port}/api/${id}`,
        }).factory,
        createBackendPlugin({
          pluginId: 'caller',
          register(env) {
            env.registerInit({
              deps: {
                agentTasks: agentTasksServiceRef,
                _: coreServices.logger,
              },
              async init({ agentTasks }) {
                service = agentTasks;
              },
            });
          },
        }),
      ],
    });
    stop = () => backend.stop();
  });

  afterAll(async () => {
    await stop();
    await new Promise(resolve => server.close(resolve));
  });

  beforeEach(() => received.splice(0));

  it('starts a task as the user, with the token made for the call', async () => {
    answer = {
      status: 200,
      headers: { 'Idempotent-Replayed': 'true' },
      body: { id: '1' },
    };
    const result = await service.startTask(
      { repository: 'acme/services', prompt: 'Do it' },
      {
        credentials: mockCredentials.user('user:default/ada'),
        gitHubToken: 'gho_x',
        idempotencyKey: 'key-1',
      },
    );
    expect(result).toEqual({ task: { id: '1' }, replayed: true });
    expect(received).toEqual([
      {
        url: '/api/agent-tasks/v1/tasks',
        headers: expect.objectContaining({
          authorization: mockCredentials.service.header({
            onBehalfOf: mockCredentials.user('user:default/ada'),
            targetPluginId: 'agent-tasks',
          }),
          'x-github-token': 'gho_x',
          'idempotency-key': 'key-1',
        }),
        body: JSON.stringify({ repository: 'acme/services', prompt: 'Do it' }),
      },
    ]);
  });

  it('throws refusals with their code', async () => {
    answer = {
      status: 404,
      body: {
        error: { name: 'NotFoundError', message: 'No', code: 'task_not_found' },
        response: { statusCode: 404 },
      },
    };
    await expect(
      service.getTask('1', { credentials: mockCredentials.user() }),
    ).rejects.toMatchObject({ code: 'task_not_found', message: 'No' });
  });
});
