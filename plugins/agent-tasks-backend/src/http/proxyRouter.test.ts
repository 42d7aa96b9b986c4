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
import { Octokit } from '@octokit/core';

import {
  startSimulator,
  type Fault,
  type RunningSimulator,
} from 'github-agent-tasks-simulator';
import request from 'supertest';
import { startPortal, type Portal } from '../__testUtils__/startPortal';

jest.setTimeout(30_000);

const TASKS = '/agents/repos/acme/services/tasks';
const PROMPT = 'Add a health check [brief 77aa]';

describe('the proxy', () => {
  let simulator: RunningSimulator;
  let portal: Portal;
  let token: string;

  beforeEach(async () => {
    simulator = await startSimulator({ frozen: true, history: false });
    // Nothing but the proxy's own calls: tracking looks around once a day.
    portal = await startPortal({
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
    ({ token } = await simulator.control.createToken({ login: 'ada-nwosu' }));
  });

  afterEach(async () => {
    await portal.stop();
    await simulator.stop();
  });

  const baseUrl = () =>
    `http://localhost:${portal.server.port()}/api/agent-tasks/github`;
  const authorization = mockCredentials.user.header('user:default/ada-nwosu');
  const headers = () => ({ authorization, 'x-github-token': token });
  const get = (path: string) =>
    request(portal.server).get(`/api/agent-tasks/github${path}`).set(headers());
  const post = (path: string, body: unknown) =>
    request(portal.server)
      .post(`/api/agent-tasks/github${path}`)
      .set({ ...headers(), 'content-type': 'application/json' })
      .send(typeof body === 'string' ? body : JSON.stringify(body));
  const sent = (method?: string) =>
    simulator.control.requests({ path: '/agents/', method });

  /** As anybody would set up Octokit for a GitHub that wants one more header. */
  const createOctokit = () => {
    const octokit = new Octokit({ baseUrl: baseUrl() });
    octokit.hook.before('request', options => {
      Object.assign(options.headers, headers());
    });
    return octokit;
  };

  it('serves an unmodified Octokit', async () => {
    const octokit = createOctokit();
    const repository = { owner: 'acme', repo: 'services' };
    const started = await octokit.request(
      'POST /agents/repos/{owner}/{repo}/tasks',
      { ...repository, prompt: PROMPT, create_pull_request: true },
    );
    expect(started.status).toBe(201);
    await octokit.request('POST /agents/repos/{owner}/{repo}/tasks', {
      ...repository,
      prompt: 'Second',
    });
    await simulator.control.advance(600_000);

    const seen: string[] = [];
    const pages: string[] = [];
    let next: string | undefined = '/agents/tasks?per_page=1&sort=created_at';
    while (next) {
      pages.push(next);
      const page: Awaited<ReturnType<Octokit['request']>> =
        await octokit.request(`GET ${next}`);
      seen.push(...page.data.tasks.map((task: { name: string }) => task.name));
      next = /<([^>]+)>; rel="next"/.exec(page.headers.link!)?.[1];
    }
    expect(seen).toHaveLength(2);
    expect(pages[1]).toContain(`${baseUrl()}/agents/tasks?`);

    const { id } = started.data;
    for (const route of [
      'GET /agents/tasks/{id}',
      'GET /agents/repos/{owner}/{repo}/tasks/{id}',
    ]) {
      const read = await octokit.request(route, { ...repository, id });
      expect(read.data.sessions[0].prompt).toBe(PROMPT);
    }
    const listed = await octokit.request(
      'GET /agents/repos/{owner}/{repo}/tasks',
      repository,
    );
    expect(listed.data.tasks).toHaveLength(2);
    await expect(
      octokit.request('GET /agents/tasks/{id}', {
        id: '00000000-0000-4000-8000-000000000000',
      }),
    ).rejects.toMatchObject({ status: 404, message: /Not Found/ });
  });

  it('records what it starts', async () => {
    await post(TASKS, { prompt: PROMPT, model: 'gpt-5.4' }).expect(201);
    const { body } = await portal.as('ada-nwosu', token).get('/tasks');
    expect(body.items).toEqual([
      expect.objectContaining({
        repository: 'acme/services',
        prompt: PROMPT,
        model: 'gpt-5.4',
        source: 'proxy',
        dispatch: { status: 'accepted' },
      }),
    ]);
  });

  it('gives back what GitHub says', async () => {
    const started = await post(TASKS, { prompt: PROMPT }).expect(201);
    for (const path of [
      '/agents/tasks?per_page=5&state=queued',
      `${TASKS}?creator_id=90210001&creator_id=2`,
      `/agents/tasks/${started.body.id}`,
      `${TASKS}/${started.body.id}`,
      `${TASKS}/00000000-0000-4000-8000-000000000000`,
      '/agents/repos/acme/nothing/tasks',
      '/agents/tasks?state=dreaming',
    ]) {
      const direct = await fetch(`${simulator.apiBaseUrl}${path}`, {
        headers: {
          authorization: `Bearer ${token}`,
          'x-github-api-version': '2026-03-10',
          'user-agent': 'test',
        },
      });
      const through = await get(path).buffer();
      expect(through.status).toBe(direct.status);
      expect(through.text).toBe(await direct.text());
      const same = (from: Iterable<[string, unknown]>) =>
        [...from].filter(([name]) =>
          /^(etag|content-type|x-oauth-scopes|x-ratelimit-limit)$/.test(name),
        );
      const directHeaders = Object.fromEntries(same(direct.headers));
      expect(directHeaders).toHaveProperty('content-type');
      expect(Object.fromEntries(same(Object.entries(through.headers)))).toEqual(
        directHeaders,
      );
      expect(Object.keys(through.headers)).toEqual(
        expect.arrayContaining(
          [...direct.headers.keys()].filter(name =>
            /^x-(github-request-id|ratelimit-.*)$/.test(name),
          ),
        ),
      );
      const link = direct.headers.get('link');
      expect(through.headers.link).toBe(
        link?.replaceAll(simulator.apiBaseUrl, baseUrl()),
      );
    }
  });

  it('pins the version of the API unless another is named', async () => {
    await get('/agents/tasks').expect(200);
    await get('/agents/tasks')
      .set('X-GitHub-Api-Version', '2022-11-28')
      .expect(200);
    await post(TASKS, { prompt: PROMPT })
      .set('X-GitHub-Api-Version', '2022-11-28')
      .expect(201);
    expect((await sent()).map(({ apiVersion }) => apiVersion)).toEqual([
      '2026-03-10',
      '2022-11-28',
      '2022-11-28',
    ]);
  });

  it('passes an ETag up and 304 down', async () => {
    const { headers: first } = await get('/agents/tasks').expect(200);
    const second = await get('/agents/tasks').set('If-None-Match', first.etag);
    expect(second.status).toBe(304);
    expect(second.text).toBe('');
    const conditional = (await sent()).map(entry => entry.conditional);
    expect(conditional).toEqual([false, true]);
  });

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
    const answer = await fetch(`${baseUrl()}${path}`, {
      method,
      headers: headers(),
    });
    expect(answer.status).toBe(404);
    expect(await answer.json()).toEqual({
      message: expect.stringMatching(/^Not Found/),
      documentation_url: expect.stringContaining('https://docs.github.com/'),
    });
    expect(await sent()).toEqual([]);
  });

  const bad = (path: string) => get(path);
  it.each<[string, () => request.Test]>([
    ['an owner of dots', () => bad('/agents/repos/%2e%2e/x/tasks')],
    ['a name of dots', () => bad('/agents/repos/acme/%2e%2e/tasks')],
    ['a slash in a name', () => bad('/agents/repos/acme/a%2fb/tasks')],
    ['a space', () => bad('/agents/repos/ac%20me/x/tasks')],
    ['letters of elsewhere', () => bad('/agents/repos/acm%C3%A9/x/tasks')],
    [
      '300 characters',
      () => bad(`/agents/repos/acme/${'x'.repeat(300)}/tasks`),
    ],
    ['what cannot be decoded', () => bad('/agents/repos/acme/%ZZ/tasks')],
    ['an id with a slash', () => bad('/agents/tasks/a%2fb')],
    ['an id of dots', () => bad('/agents/tasks/%2e%2e')],
    ['an id of 300 characters', () => bad(`/agents/tasks/${'a'.repeat(300)}`)],
    ['an endless query', () => bad(`/agents/tasks?x=${'a'.repeat(3_000)}`)],
    [
      'a version that is none',
      () => bad('/agents/tasks').set('X-GitHub-Api-Version', 'a b'),
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
      () => bad('/agents/tasks').set('X-GitHub-Token', `Bearer ${token}`),
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
    expect(answer.text).not.toContain(token);
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

  it('gives GitHub’s own refusal of a start back unchanged', async () => {
    const answer = await post(TASKS, { prompt: PROMPT, model: 'eliza' });
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ errors: [expect.any(Object)] });
    expect(answer.body).not.toHaveProperty('issues');
    expect(answer.headers).toHaveProperty(['x-ratelimit-remaining']);
  });

  it('sends what policy has judged, of a key given twice', async () => {
    const billing = '/agents/repos/acme/billing/tasks';
    const twice = (first: string, last: string) =>
      post(
        billing,
        `{"prompt": "${PROMPT}", "model": "${first}", "model": "${last}"}`,
      );
    const refused = await twice('gpt-5.4', 'claude-opus-4.6').expect(403);
    expect(refused.body.code).toBe('model_not_allowed');
    expect(await sent()).toEqual([]);
    await twice('claude-opus-4.6', 'gpt-5.4').expect(201);
    const [task] = (await get(billing)).body.tasks;
    await simulator.control.advance(600_000);
    const { body } = await get(`/agents/tasks/${task.id}`);
    expect(body.sessions[0].model).toMatch(/gpt-5\.4$/);
  });

  it('passes keys on that it does not know', async () => {
    const body = { prompt: PROMPT, something_new: { deep: [1] } };
    expect((await post(TASKS, body)).status).toBe(201);
  });

  it.each<[Fault, number, string]>([
    [{ kind: 'delay', milliseconds: 1_500 }, 504, 'github_timeout'],
    [{ kind: 'reset-before' }, 502, 'github_unavailable'],
    [{ kind: 'created-then-reset' }, 502, 'github_unavailable'],
  ])('a start that meets %p is sent once', async (fault, status, code) => {
    await simulator.control.addFault({
      path: '/tasks$',
      method: 'POST',
      fault,
    });
    const answer = await post(TASKS, { prompt: PROMPT });
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ code });
    expect(await sent('POST')).toHaveLength(1);
  });

  it.each<[Fault, number, string | undefined, string | undefined]>([
    [{ kind: 'delay', milliseconds: 1_500 }, 504, 'github_timeout', undefined],
    [{ kind: 'reset-before' }, 502, 'github_unavailable', undefined],
    [{ kind: 'bad-gateway' }, 502, undefined, undefined],
    [{ kind: 'secondary-rate-limit', retryAfter: 7 }, 403, undefined, '7'],
  ])(
    'a read that meets %p is tried once',
    async (...[fault, status, code, retryAfter]) => {
      await simulator.control.addFault({ path: '/agents/tasks$', fault });
      const answer = await get('/agents/tasks');
      expect(answer.status).toBe(status);
      expect(answer.body.code).toBe(code);
      expect(answer.headers['retry-after']).toBe(retryAfter);
      expect(await sent('GET')).toHaveLength(1);
    },
  );
});
