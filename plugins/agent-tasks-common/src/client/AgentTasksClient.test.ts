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

import { AgentTasksClient } from './AgentTasksClient';

describe('AgentTasksClient', () => {
  let answer: {
    status: number;
    headers?: Record<string, string>;
    body: string;
  };
  let received: Request;
  const client = new AgentTasksClient({
    getBaseUrl: async () => 'http://portal/api/agent-tasks',
    fetch: async (input, init) => {
      received = new Request(input, init);
      return new Response(answer.body, answer);
    },
  });

  it('starts a task with the tokens and the key in headers', async () => {
    answer = {
      status: 200,
      headers: { 'idempotent-replayed': 'true' },
      body: '{"id":"t1"}',
    };
    const request = { repository: 'acme/billing', prompt: 'Do it' };

    const result = await client.startTask(request, {
      idempotencyKey: 'k1',
      gitHubToken: 'gho_x',
      token: 'backstage',
    });

    expect(result).toEqual({ task: { id: 't1' }, replayed: true });
    expect(received.method).toBe('POST');
    expect(received.url).toBe('http://portal/api/agent-tasks/v1/tasks');
    expect(Object.fromEntries(received.headers)).toEqual({
      authorization: 'Bearer backstage',
      'content-type': 'application/json',
      'idempotency-key': 'k1',
      'x-github-token': 'gho_x',
    });
    expect(await received.json()).toEqual(request);
  });

  it('lists with only the filters that are given', async () => {
    answer = { status: 200, body: '{"items":[]}' };
    await client.listTasks({
      state: ['queued', 'in_progress'],
      repository: undefined,
      limit: 5,
    });
    expect(received.url).toBe(
      'http://portal/api/agent-tasks/v1/tasks?state=queued%2Cin_progress&limit=5',
    );
  });

  it('escapes the id of a task', async () => {
    answer = { status: 200, body: '{}' };
    await client.getTask('../repositories');
    expect(received.url).toBe(
      'http://portal/api/agent-tasks/v1/tasks/..%2Frepositories',
    );
  });

  it('throws a refusal with its code', async () => {
    answer = {
      status: 429,
      body: JSON.stringify({
        error: {
          name: 'TooManyRequestsError',
          message: 'Wait.',
          code: 'limit_reached',
          retryAfter: 30,
        },
        response: { statusCode: 429 },
      }),
    };
    await expect(client.listRepositories()).rejects.toMatchObject({
      code: 'limit_reached',
      message: 'Wait.',
      retryAfter: 30,
      statusCode: 429,
    });
  });

  it('tells an ended portal session from a missing sign-in to GitHub', async () => {
    answer = {
      status: 401,
      body: '{"error":{"name":"AuthenticationError","message":""},"response":{"statusCode":401}}',
    };
    const error = await client.listTasks().catch(e => e);
    expect(error).toMatchObject({ name: 'AuthenticationError' });
    expect(error.code).toBeUndefined();
  });

  it('survives an answer that is no JSON', async () => {
    answer = { status: 503, body: '<html>Bad gateway</html>' };
    await expect(client.listTasks()).rejects.toThrow(
      'The portal answered with status 503.',
    );
  });
});
