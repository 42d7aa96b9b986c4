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

import { request as httpRequest } from 'node:http';
import { useSimulator } from '../testing/useSimulator';

const github = useSimulator();
const TASKS = '/agents/repos/acme/services/tasks';
const post = (prompt = 'a') =>
  github.api(TASKS, { method: 'POST', body: { prompt } });
const taskCount = async () =>
  (await github.control.tasks({ repository: 'acme/services' })).length;

/** What fetch cannot do: leave the user agent out, or change the host. */
function bareStatus(headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    httpRequest(`${github.url}/api/v3/zen`, { headers }, response => {
      response.resume();
      resolve(response.statusCode!);
    })
      .on('error', reject)
      .end();
  });
}

describe('every request', () => {
  it('51: needs a user agent', async () => {
    expect(await bareStatus({})).toBe(403);
    expect(await bareStatus({ 'User-Agent': 'test' })).toBe(200);
  });

  it('51: may name a version that exists', async () => {
    const { status } = await github.api('/user', {
      headers: { 'X-GitHub-Api-Version': '2020-01-01' },
    });
    expect(status).toBe(400);
  });

  it('has an id and rate limit headers, errors too', async () => {
    for (const path of ['/user', '/nowhere', '/repos/acme/nothing']) {
      const { headers } = await github.api(path);
      expect(headers.get('x-github-request-id')).toMatch(/^[0-9A-F:]{20,}$/);
      expect(headers.get('x-ratelimit-limit')).toBe('5000');
      expect(headers.get('x-ratelimit-resource')).toBe('core');
    }
  });

  it('is refused when it comes from elsewhere', async () => {
    expect(
      await bareStatus({ 'User-Agent': 'test', Host: 'evil.example' }),
    ).toBe(403);
    const answer = await github.request('/_simulator/api/createToken', {
      as: null,
      method: 'POST',
      headers: {
        Origin: 'https://evil.example',
        'Content-Type': 'application/json',
      },
      body: { login: 'ada-nwosu' },
    });
    expect(answer.status).toBe(403);
  });

  it('may come from a browser', async () => {
    const preflight = await github.api('/user', {
      as: null,
      method: 'OPTIONS',
      headers: { Origin: 'http://localhost:3000' },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-headers')).toContain(
      'X-GitHub-Api-Version',
    );
  });
});

describe('limits', () => {
  it('53, 54: count per person over all tokens', async () => {
    const { token } = await github.control.createToken({ login: 'ben-larsen' });
    const remaining = async (options: object) =>
      Number(
        (await github.api('/user', options)).headers.get(
          'x-ratelimit-remaining',
        ),
      );
    const before = await remaining({ as: 'ben-larsen' });
    expect(await remaining({ token })).toBe(before - 1);
    await github.control.setRateLimit('ben-larsen', {
      remaining: 1,
      resetsInMs: 60_000,
    });
    expect(await remaining({ token })).toBe(0);
    const refused = await github.api('/user', { token });
    expect(refused.status).toBe(403);
    expect(refused.json.message).toBe(
      'API rate limit exceeded for user ID 90210002.',
    );
    expect(refused.headers.get('x-ratelimit-remaining')).toBe('0');
    expect(Number(refused.headers.get('x-ratelimit-reset'))).toBeGreaterThan(0);
    await github.control.advance(60_000);
    expect((await github.api('/user', { token })).status).toBe(200);
  });

  it('52: /rate_limit is free and changes with the version', async () => {
    const first = await github.api('/rate_limit');
    const second = await github.api('/rate_limit', {
      headers: { 'X-GitHub-Api-Version': '2026-03-10' },
    });
    expect(first.json.rate).toEqual(first.json.resources.core);
    expect(second.json).not.toHaveProperty('rate');
    expect(second.json.resources.core).toEqual(first.json.resources.core);
  });

  it('54, 55: can be struck, with both statuses, with and without retry-after', async () => {
    await github.control.addFault({
      path: '/user$',
      fault: { kind: 'secondary-rate-limit', retryAfter: 7, status: 429 },
    });
    const hinted = await github.api('/user');
    expect([hinted.status, hinted.headers.get('retry-after')]).toEqual([
      429,
      '7',
    ]);
    expect(Number(hinted.headers.get('x-ratelimit-remaining'))).toBeGreaterThan(
      0,
    );
    await github.control.addFault({
      path: '/user$',
      fault: { kind: 'secondary-rate-limit' },
    });
    const bare = await github.api('/user');
    expect([bare.status, bare.headers.has('retry-after')]).toEqual([
      403,
      false,
    ]);
    expect(bare.json.message).toContain('secondary rate limit');
    await github.control.addFault({
      path: '/user$',
      fault: { kind: 'primary-rate-limit' },
    });
    const primary = await github.api('/user');
    expect(primary.headers.get('x-ratelimit-remaining')).toBe('0');
  });
});

describe('58: faults', () => {
  const arm = (kind: any, more = {}) =>
    github.control.addFault({
      method: 'POST',
      path: `${TASKS}$`,
      fault: { kind, ...more },
    });

  it.each([
    ['created-then-502', 502],
    ['created-then-reset', undefined],
    ['truncated', undefined],
  ])(
    '%s: the task exists although its answer is lost',
    async (kind, status) => {
      const before = await taskCount();
      await arm(kind);
      const answer = await post().catch(() => undefined);
      expect(answer?.status).toBe(status);
      expect(answer?.json).toBeUndefined();
      expect(await taskCount()).toBe(before + 1);
      expect((await post()).status).toBe(201);
    },
  );

  it.each([
    ['bad-gateway', 502],
    ['html', 200],
    ['server-error', 500],
    ['unauthorized', 401],
    ['reset-before', undefined],
  ])('%s: nothing was created', async (kind, status) => {
    const before = await taskCount();
    await arm(kind);
    const answer = await post().catch(() => undefined);
    expect(answer?.status).toBe(status);
    expect(await taskCount()).toBe(before);
  });

  it('delay: takes real time', async () => {
    await arm('delay', { milliseconds: 120 });
    const started = Date.now();
    expect((await post()).status).toBe(201);
    expect(Date.now() - started).toBeGreaterThanOrEqual(115);
  });

  it('are counted, selective and bounded', async () => {
    await github.control.addFault({
      path: '/user$',
      login: 'ben-larsen',
      times: 2,
      fault: { kind: 'server-error' },
    });
    const statusOf = async (as: any) =>
      (await github.api('/user', { as })).status;
    expect(await statusOf('ada-nwosu')).toBe(200);
    expect(await statusOf('ben-larsen')).toBe(500);
    expect((await github.control.faults())[0].remaining).toBe(1);
    expect(await statusOf('ben-larsen')).toBe(500);
    expect(await statusOf('ben-larsen')).toBe(200);
    await expect(
      github.control.addFault({ path: '(', fault: { kind: 'html' } }),
    ).rejects.toThrow('regular expression');
  });
});
