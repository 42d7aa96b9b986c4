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

import { useSimulator } from '../testing/useSimulator';

const github = useSimulator({ history: false });
const TASKS = '/agents/repos/acme/services/tasks';

/** Lets everybody's windows pass. */
beforeEach(() => github.control.advance(3_600_000));
afterEach(() =>
  github.control.setSwitches({
    secondaryLimits: true,
    lockOutAfter: 30,
    rateLimitStatus: 403,
  }),
);

const start = (body: unknown = { prompt: 'Do it' }) =>
  github.api(TASKS, { method: 'POST', body });

async function statuses(
  count: number,
  call: () => Promise<{ status: number }>,
): Promise<number[]> {
  const answers: number[] = [];
  for (let index = 0; index < count; index += 1) {
    answers.push((await call()).status);
  }
  return answers;
}

describe('secondary limits', () => {
  it('56: 80 creations in a minute, then a minute of patience', async () => {
    // Refused bodies count as well: the request was made.
    const answers = await statuses(80, () => start({}));
    expect(new Set(answers)).toEqual(new Set([422]));
    const refused = await start();
    expect(refused.status).toBe(403);
    expect(refused.json.message).toContain('secondary rate limit');
    expect(Number(refused.headers.get('retry-after'))).toBe(60);
    expect(
      Number(refused.headers.get('x-ratelimit-remaining')),
    ).toBeGreaterThan(0);
    // Reading still works, and other people are not concerned.
    expect((await github.api(TASKS)).status).toBe(200);
    expect((await github.api(TASKS, { as: 'ben-larsen' })).status).toBe(200);
    await github.control.advance(60_000);
    expect((await start()).status).toBe(201);
  });

  it('56: 500 creations in an hour', async () => {
    for (let minute = 0; minute < 7; minute += 1) {
      const count = minute < 6 ? 80 : 20;
      await statuses(count, () => start({}));
      await github.control.advance(60_000);
    }
    const refused = await start({});
    expect(refused.status).toBe(403);
    expect(Number(refused.headers.get('retry-after'))).toBe(53 * 60);
  });

  it('56: 900 points in a minute, five for writing', async () => {
    await statuses(80, () => start({}));
    const reads = await statuses(501, () => github.api('/user'));
    expect(reads.slice(0, 500).every(status => status === 200)).toBe(true);
    expect(reads[500]).toBe(403);
  });

  it('56: 100 requests at the same time', async () => {
    await github.control.addFault({
      path: '/user$',
      times: 200,
      fault: { kind: 'delay', milliseconds: 400 },
    });
    const answers = await Promise.all(
      Array.from({ length: 101 }, () => github.api('/user')),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(100);
    expect(answers.filter(({ status }) => status === 403)).toHaveLength(1);
    await github.control.clearFaults();
    expect((await github.api('/user')).status).toBe(200);
  });

  it('56: are 429, or not counted at all, by switch', async () => {
    await github.control.setSwitches({ rateLimitStatus: 429 });
    await statuses(80, () => start({}));
    expect((await start({})).status).toBe(429);
    await github.control.setSwitches({ secondaryLimits: false });
    expect((await start({})).status).toBe(422);
  });
});

describe('bad tokens', () => {
  const attempt = (token: string) => github.api('/user', { token });

  it('49: after many the person is locked out for a while, with good tokens too', async () => {
    const login = 'priya-raman';
    const good = (await github.control.createToken({ login })).token;
    const bad = (await github.control.createToken({ login })).token;
    await github.control.revokeToken({ token: bad });
    const answers = await statuses(30, () => attempt(bad));
    expect(new Set(answers)).toEqual(new Set([401]));
    const locked = await attempt(good);
    expect(locked.status).toBe(403);
    expect(locked.json.message).toContain(
      'Maximum number of login attempts exceeded',
    );
    expect((await github.api('/user')).status).toBe(200);
    await github.control.advance(5 * 60_000);
    expect((await attempt(good)).status).toBe(200);

    await github.control.setSwitches({ lockOutAfter: 2 });
    await statuses(2, () => attempt(bad));
    expect((await attempt(good)).status).toBe(403);
    await github.control.clearLockOuts();
    expect((await attempt(good)).status).toBe(200);

    await github.control.setSwitches({ lockOutAfter: 0 });
    await statuses(40, () => attempt(bad));
    expect((await attempt(good)).status).toBe(200);
  });

  it('49: expired tokens are refused like revoked ones; unknown ones lock nobody out', async () => {
    const { token } = await github.control.createToken({
      login: 'ada-nwosu',
      kind: 'ghu',
    });
    expect((await attempt(token)).status).toBe(200);
    expect(await github.control.expireToken({ login: 'ada-nwosu' })).toEqual({
      expired: 1,
    });
    expect((await attempt(token)).json.message).toBe('Bad credentials');
    await statuses(60, () => attempt('gho_neverExisted'));
    expect((await github.api('/user')).status).toBe(200);
  });
});
