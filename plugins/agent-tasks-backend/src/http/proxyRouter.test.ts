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

import { Octokit } from '@octokit/core';
import type { Fault } from 'github-agent-tasks-simulator';
import {
  PROMPT,
  startProxy,
  TASKS,
  type TestProxy,
} from './__testUtils__/startProxy';

jest.setTimeout(30_000);

describe('the proxy', () => {
  let proxy: TestProxy;
  beforeEach(async () => {
    proxy = await startProxy();
  });
  afterEach(() => proxy.stop());

  const get = (path: string) => proxy.get(path);
  const post = (path: string, body: unknown) => proxy.post(path, body);
  const sent = (method?: string) => proxy.sent(method);

  /** As anybody would set up Octokit for a GitHub that wants one more header. */
  const createOctokit = () => {
    const octokit = new Octokit({ baseUrl: proxy.baseUrl });
    octokit.hook.before('request', options => {
      Object.assign(options.headers, proxy.headers);
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
    await proxy.simulator.control.advance(600_000);

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
    expect(pages[1]).toContain(`${proxy.baseUrl}/agents/tasks?`);

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
    const { body } = await proxy.portal
      .as('ada-nwosu', proxy.token)
      .get('/tasks');
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
      const direct = await fetch(`${proxy.simulator.apiBaseUrl}${path}`, {
        headers: {
          authorization: `Bearer ${proxy.token}`,
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
        link?.replaceAll(proxy.simulator.apiBaseUrl, proxy.baseUrl),
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
    await proxy.simulator.control.advance(600_000);
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
    await proxy.simulator.control.addFault({
      path: '/tasks$',
      method: 'POST',
      fault,
    });
    const answer = await post(TASKS, { prompt: PROMPT });
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({
      code,
      message: expect.stringContaining('before you start it again'),
    });
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
      await proxy.simulator.control.addFault({ path: '/agents/tasks$', fault });
      const answer = await get('/agents/tasks');
      expect(answer.status).toBe(status);
      expect(answer.body.code).toBe(code);
      expect(answer.headers['retry-after']).toBe(retryAfter);
      expect(await sent('GET')).toHaveLength(1);
    },
  );
});
