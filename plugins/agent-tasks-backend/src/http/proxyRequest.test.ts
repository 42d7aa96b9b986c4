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
import type request from 'supertest';
import {
  PROMPT,
  startProxy,
  TASKS,
  type TestProxy,
} from './__testUtils__/startProxy';

jest.setTimeout(30_000);

describe('what the proxy does not pass on', () => {
  let proxy: TestProxy;
  beforeEach(async () => {
    proxy = await startProxy();
  });
  afterEach(() => proxy.stop());

  const get = (path: string) => proxy.get(path);
  const post = (path: string, body: unknown) => proxy.post(path, body);
  const sent = (method?: string) => proxy.sent(method);

  it.each([
    ['GET', '/'],
    ['GET', '/user'],
    ['GET', '/agents'],
    ['GET', '/agents/tasks/'],
    ['GET', '/Agents/tasks'],
    ['GET', `${TASKS}/`],
    ['GET', '/agents/repos/acme/services'],
    ['GET', '/agents/repos/acme/services/tasks/a/b'],
    ['GET', '/agents/repos/acme/services/../tasks'],
    ['POST', '/agents/tasks'],
    ['POST', `${TASKS}/00000000-0000-4000-8000-000000000000`],
    ['PUT', TASKS],
    ['DELETE', TASKS],
    ['PATCH', '/agents/tasks'],
  ] as const)('knows no %s %s', async (method, path) => {
    const answer = await fetch(`${proxy.baseUrl}${path}`, {
      method,
      headers: proxy.headers,
    });
    expect(answer.status).toBe(404);
    expect(await answer.json()).toEqual({
      message: expect.stringMatching(/^Not Found/),
      documentation_url: expect.stringContaining('https://docs.github.com/'),
    });
    expect(await sent()).toEqual([]);
  });

  it.each<[string, () => request.Test]>([
    ['an owner of dots', () => get('/agents/repos/%2e%2e/x/tasks')],
    ['a name of dots', () => get('/agents/repos/acme/%2e%2e/tasks')],
    ['a slash in a name', () => get('/agents/repos/acme/a%2fb/tasks')],
    ['a space', () => get('/agents/repos/ac%20me/x/tasks')],
    ['letters of elsewhere', () => get('/agents/repos/acm%C3%A9/x/tasks')],
    [
      '300 characters',
      () => get(`/agents/repos/acme/${'x'.repeat(300)}/tasks`),
    ],
    ['what cannot be decoded', () => get('/agents/repos/acme/%ZZ/tasks')],
    ['an id with a slash', () => get('/agents/tasks/a%2fb')],
    ['an id of dots', () => get('/agents/tasks/%2e%2e')],
    ['an id of 300 characters', () => get(`/agents/tasks/${'a'.repeat(300)}`)],
    ['an endless query', () => get(`/agents/tasks?x=${'a'.repeat(3_000)}`)],
    [
      'a version that is none',
      () => get('/agents/tasks').set('X-GitHub-Api-Version', 'a b'),
    ],
    ['no body', () => post(TASKS, '')],
    ['no JSON', () => post(TASKS, `{"prompt": "${PROMPT}`)],
    ['a list', () => post(TASKS, [])],
    ['null', () => post(TASKS, 'null')],
    ['no prompt', () => post(TASKS, {})],
    ['a blank prompt', () => post(TASKS, { prompt: ' \n' })],
    ['a prompt that is no text', () => post(TASKS, { prompt: 7 })],
    ['a prompt of 300 kB', () => post(TASKS, { prompt: 'x'.repeat(300_000) })],
    ['a body of 1 MB', () => post(TASKS, { prompt: 'x'.repeat(1_000_000) })],
    ['nesting without end', () => post(TASKS, '['.repeat(200_000))],
    [
      'a flag that is none',
      () => post(TASKS, { prompt: PROMPT, create_pull_request: 'yes' }),
    ],
    [
      'a branch that is none',
      () => post(TASKS, { prompt: PROMPT, base_ref: '../x' }),
    ],
    [
      'a model that is none',
      () => post(TASKS, { prompt: PROMPT, model: 'a b' }),
    ],
    [
      'an agent that is none',
      () => post(TASKS, { prompt: PROMPT, custom_agent: '../x' }),
    ],
    [
      'a key in other letters',
      () => post(TASKS, { prompt: PROMPT, MODEL: 'x' }),
    ],
    [
      'a key with a long s',
      () => post(TASKS, { prompt: PROMPT, baſe_ref: 'x' }),
    ],
    [
      'a token with a space',
      () => get('/agents/tasks').set('X-GitHub-Token', `Bearer ${proxy.token}`),
    ],
  ])('refuses %s, and sends nothing', async (_name, send) => {
    const answer = await send();
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({
      message: expect.stringMatching(/\S/),
      documentation_url: expect.stringContaining('https://'),
      code: 'validation_failed',
      issues: expect.arrayContaining([
        { path: expect.any(String), message: expect.stringMatching(/\S/) },
      ]),
    });
    expect(answer.text).not.toContain(PROMPT);
    expect(answer.text).not.toContain(proxy.token);
    expect(await sent()).toEqual([]);
  });

  it.each<
    [string, () => Promise<request.Response> | request.Test, number, string]
  >([
    [
      'no token',
      () => get('/agents/tasks').unset('X-GitHub-Token'),
      401,
      'github_sign_in_required',
    ],
    [
      'no token for a start',
      () => post(TASKS, { prompt: PROMPT }).unset('X-GitHub-Token'),
      401,
      'github_sign_in_required',
    ],
    [
      'an installation token',
      () => get('/agents/tasks').set('X-GitHub-Token', 'ghs_abc'),
      403,
      'github_token_unsupported',
    ],
    [
      'a denied repository',
      () => post('/agents/repos/acme/payroll/tasks', { prompt: PROMPT }),
      403,
      'repository_not_allowed',
    ],
    [
      'a repository without a rule',
      () => post('/agents/repos/other/x/tasks', { prompt: PROMPT }),
      403,
      'repository_not_allowed',
    ],
  ])(
    'refuses %s in GitHub’s shape, and sends nothing',
    async (_name, send, status, code) => {
      const answer = await send();
      expect(answer.status).toBe(status);
      expect(answer.body).toEqual({
        message: expect.stringMatching(/\S/),
        documentation_url: expect.stringContaining('https://'),
        code,
      });
      expect(await sent()).toEqual([]);
    },
  );

  it('refuses callers that are nobody, and services', async () => {
    for (const header of [
      mockCredentials.none.header(),
      mockCredentials.service.header(),
    ]) {
      const answer = await get('/agents/tasks').set('Authorization', header);
      expect([401, 403]).toContain(answer.status);
    }
    expect(await sent()).toEqual([]);
  });
});
