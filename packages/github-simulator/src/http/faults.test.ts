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
const REPOSITORY = 'acme/services';
const TASKS = `/agents/repos/${REPOSITORY}/tasks`;

const names = (json: { tasks: { name: string }[] }) =>
  json.tasks.map(({ name }) => name);

describe('faults', () => {
  it('49, 68: a token dies in the middle of its work', async () => {
    for (const kind of ['revoke-token', 'expire-token'] as const) {
      const { token } = await github.control.createToken({
        login: 'ben-larsen',
        kind: 'ghu',
      });
      expect((await github.api('/user', { token })).status).toBe(200);
      await github.control.addFault({ path: '/user', fault: { kind } });
      expect((await github.api('/user', { token })).status).toBe(401);
      // It stays dead; others live on.
      expect((await github.api('/user', { token })).status).toBe(401);
      expect((await github.api('/user')).status).toBe(200);
    }
  });

  it('71: 301 as if the repository had been renamed', async () => {
    await github.control.addFault({
      path: TASKS,
      fault: { kind: 'moved' },
      times: 2,
    });
    const { status, headers } = await github.api(TASKS);
    expect(status).toBe(301);
    expect(headers.get('location')).toMatch(
      /\/repositories\/811200101\/tasks$/,
    );
    expect(await github.control.faults()).toMatchObject([{ remaining: 1 }]);
  });

  it('strikes a part of the requests, always the same ones for one seed', async () => {
    const statuses = async (seed: number) => {
      const { id } = await github.control.addFault({
        path: '/zen',
        fault: { kind: 'server-error' },
        times: 1_000_000,
        chance: 0.25,
        seed,
      });
      const found: number[] = [];
      for (let count = 0; count < 100; count += 1) {
        found.push((await github.api('/zen')).status);
      }
      await github.control.removeFault(id);
      return found;
    };
    const first = await statuses(7);
    const struck = first.filter(status => status === 500).length;
    expect(struck).toBeGreaterThan(10);
    expect(struck).toBeLessThan(45);
    expect(await statuses(7)).toEqual(first);
    expect(await statuses(8)).not.toEqual(first);
  });

  it('clock skew moves the date and all times of one answer', async () => {
    const skew = { kind: 'clock-skew', milliseconds: -7_200_000 } as const;
    const { json: straight, headers } = await github.api(
      `/repos/${REPOSITORY}`,
    );
    await github.control.addFault({ path: REPOSITORY, fault: skew });
    const skewed = await github.api(`/repos/${REPOSITORY}`);
    const difference = (one: string, other: string) =>
      Date.parse(one) - Date.parse(other);
    expect(difference(skewed.headers.get('date')!, headers.get('date')!)).toBe(
      -7_200_000,
    );
    expect(difference(skewed.json.created_at, straight.created_at)).toBe(
      -7_200_000,
    );
    expect(skewed.json.name).toBe(straight.name);
    expect((await github.api(`/repos/${REPOSITORY}`)).json).toEqual(straight);
  });

  it('the date is simulated like all other times', async () => {
    const { now } = await github.control.advance(0);
    const { headers } = await github.api('/user');
    expect(Date.parse(headers.get('date')!)).toBe(
      Math.floor(Date.parse(now) / 1000) * 1000,
    );
  });

  it('pages repeat, shift and skip', async () => {
    for (let number = 1; number <= 6; number += 1) {
      await github.start(`Task ${number}`);
      await github.control.advance(1_000);
    }
    const page = async (number: number) =>
      names(
        (await github.api(`${TASKS}?sort=created_at&per_page=2&page=${number}`))
          .json,
      );
    expect(await page(2)).toEqual(['Task 4', 'Task 3']);
    const arm = (
      fault: Parameters<typeof github.control.addFault>[0]['fault'],
    ) => github.control.addFault({ path: 'page=2$', fault });
    await arm({ kind: 'duplicate-page' });
    expect(await page(2)).toEqual(['Task 6', 'Task 5']);
    await arm({ kind: 'shifted-page', by: 1 });
    expect(await page(2)).toEqual(['Task 5', 'Task 4']);
    await arm({ kind: 'shifted-page', by: -1 });
    expect(await page(2)).toEqual(['Task 3', 'Task 2']);
    expect(await page(2)).toEqual(['Task 4', 'Task 3']);
  });

  it('can be disarmed one by one', async () => {
    const { id } = await github.control.addFault({
      path: '/zen',
      fault: { kind: 'server-error' },
      times: 100,
    });
    await github.control.removeFault(id);
    expect((await github.api('/zen')).status).toBe(200);
    expect(await github.control.faults()).toEqual([]);
  });
});
