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

import { ConfigReader } from '@backstage/core-app-api';
import type { ScmAuthApi } from '@backstage/integration-react';
import { registerMswTestHooks } from '@backstage/test-utils';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { aTask } from '../testing';
import { DefaultAgentTasksApi } from './DefaultAgentTasksApi';

const BASE = 'http://localhost:7007/api/agent-tasks';

const refused = (code: string, status: number) =>
  HttpResponse.json(
    {
      error: { name: 'Error', message: 'Why.', code },
      response: { statusCode: status },
    },
    { status },
  );

describe('DefaultAgentTasksApi', () => {
  const server = setupServer();
  registerMswTestHooks(server);

  function create(
    getCredentials: ScmAuthApi['getCredentials'],
    config: object = {},
  ) {
    return DefaultAgentTasksApi.fromConfig(new ConfigReader(config as any), {
      discoveryApi: { getBaseUrl: async () => BASE },
      fetchApi: { fetch: (...args) => fetch(...args) },
      scmAuthApi: { getCredentials },
    });
  }
  const signedIn = () =>
    jest.fn(async () => ({ token: 'gho_ada', headers: {} }));
  const signedOut = () => jest.fn(async () => ({ token: '', headers: {} }));

  it('asks with the GitHub token of the viewer, and opens no window for it', async () => {
    const seen: Headers[] = [];
    server.use(
      http.get(`${BASE}/v1/tasks`, ({ request }) => {
        seen.push(request.headers);
        return HttpResponse.json({ items: [aTask()] });
      }),
    );
    const getCredentials = signedIn();
    const api = create(getCredentials, {
      agentTasks: { github: { host: 'localhost:38080' } },
    });
    const { items } = await api.listTasks({ repository: 'acme/billing' });
    expect(items).toHaveLength(1);
    expect(seen[0].get('x-github-token')).toBe('gho_ada');
    expect(getCredentials).toHaveBeenCalledWith(
      expect.objectContaining({
        url: 'https://localhost:38080',
        optional: true,
        additionalScope: { customScopes: { github: ['repo'] } },
      }),
    );
  });

  it('asks without a token where there is none, and believes that for a while', async () => {
    const seen: Headers[] = [];
    server.use(
      http.get(`${BASE}/v1/tasks/:id`, ({ request }) => {
        seen.push(request.headers);
        return refused('github_sign_in_required', 401);
      }),
    );
    const getCredentials = signedOut();
    const api = create(getCredentials);
    for (const _ of [1, 2])
      await expect(api.getTask('abc')).rejects.toMatchObject({
        code: 'github_sign_in_required',
      });
    expect(seen[0].has('x-github-token')).toBe(false);
    expect(getCredentials).toHaveBeenCalledTimes(1);
  });

  it('goes on without a token when the sign-in is not set up', async () => {
    server.use(
      http.get(`${BASE}/v1/repositories`, () =>
        HttpResponse.json({ items: [] }),
      ),
    );
    const api = create(async () => {
      throw new Error('No auth provider available');
    });
    expect(await api.listRepositories()).toEqual({ items: [] });
    await expect(api.getGitHubToken({ interactive: true })).rejects.toThrow(
      'No auth provider available',
    );
  });

  it('does not offer a token again that GitHub has refused', async () => {
    server.use(
      http.get(`${BASE}/v1/tasks`, () =>
        refused('github_sign_in_required', 401),
      ),
    );
    const api = create(signedIn());
    await expect(api.listTasks()).rejects.toMatchObject({ message: 'Why.' });
    await expect(api.getGitHubToken({ interactive: true })).rejects.toThrow(
      /Reload the page, then sign in to GitHub again/,
    );
  });

  it.each<[string, string, (api: DefaultAgentTasksApi) => Promise<unknown>]>([
    ['POST', '/v1/tasks/abc/check', api => api.checkTask('abc')],
    ['POST', '/v1/tasks/abc/abandon', api => api.abandonTask('abc')],
    ['GET', '/v1/grant', api => api.getGrant()],
    ['POST', '/v1/grant/authorization', api => api.startGrant()],
    [
      'PUT',
      '/v1/grant',
      api => api.completeGrant({ code: 'c0de', state: 'st4te' }),
    ],
    ['DELETE', '/v1/grant', api => api.revokeGrant()],
  ])('asks %s %s as the viewer', async (method, path, ask) => {
    const seen: unknown[] = [];
    server.use(
      http.all(`${BASE}/*`, ({ request }) => {
        seen.push(
          request.method,
          request.url,
          request.headers.get('x-github-token'),
        );
        return HttpResponse.json({ answer: path });
      }),
    );
    expect(await ask(create(signedIn()))).toEqual({ answer: path });
    expect(seen).toEqual([method, `${BASE}${path}`, 'gho_ada']);
  });

  it('sends the key that makes a start happen once', async () => {
    let key: string | null = null;
    server.use(
      http.post(`${BASE}/v1/tasks`, ({ request }) => {
        key = request.headers.get('idempotency-key');
        return HttpResponse.json(aTask(), { status: 201 });
      }),
    );
    const api = create(signedIn());
    const { replayed } = await api.startTask(
      { repository: 'acme/billing', prompt: 'Do it.' },
      { idempotencyKey: 'k1' },
    );
    expect(key).toBe('k1');
    expect(replayed).toBe(false);
  });
});
