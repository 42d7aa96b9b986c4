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
  USAGE_GROUPINGS,
  type Session,
} from 'backstage-plugin-agent-tasks-common';
import { createTestDatabases } from '../__testUtils__/createTestDatabases';
import type { StoredTask } from '../tasks/types';
import { createUsage, credits, FROM, sum } from './__testUtils__/createUsage';

jest.setTimeout(120_000);

/** The Mondays of what is read. */
const MONDAYS = ['2026-11-02', '2026-11-09', '2026-11-16'];

const databases = createTestDatabases();

/** Short for a session that began then and cost so much. */
const at = (createdAt: string, usage?: Session['usage'], model?: string) => ({
  createdAt: `${createdAt}T08:00:00.000Z`,
  usage,
  model,
});
const byKey = <T extends { key?: string; week?: string }>(items: T[]) =>
  Object.fromEntries(
    items.map(({ key, week, ...sums }) => [
      [week, key ?? 'not known'].filter(Boolean).join(' '),
      sums,
    ]),
  );

describe.each(databases.eachSupportedId())(
  'DatabaseUsageReader, %p',
  databaseId => {
    let usage: Awaited<ReturnType<typeof createUsage>>;
    beforeAll(async () => {
      usage = await createUsage(await databases.init(databaseId));
    });
    beforeEach(() => usage.empty());

    it('adds nothing up where there is nothing', async () => {
      for (const groupBy of USAGE_GROUPINGS) {
        expect(await usage.read(groupBy)).toEqual({
          total: sum(0, 0n),
          items: [],
          weeks: [],
          weekItems: [],
        });
      }
    });

    it('has each session in the week that it began in, and the task once in each sum', async () => {
      await usage.insert([
        {
          sessions: [
            at('2026-11-08', credits(1n)), // a Sunday
            at('2026-11-09', credits(2n)),
            at('2026-11-15', credits(4n)),
          ],
        },
      ]);
      const { total, items, weeks, weekItems } = await usage.read();
      expect(total).toEqual(sum(1, 7n));
      const key = 'user:default/ada-nwosu';
      expect(items).toEqual([{ key, ...sum(1, 7n) }]);
      expect(byKey(weekItems)).toEqual({
        [`${MONDAYS[0]} ${key}`]: sum(1, 1n),
        [`${MONDAYS[1]} ${key}`]: sum(1, 6n),
      });
      expect(weeks).toHaveLength(2);
      expect(weeks).toEqual(
        expect.arrayContaining([
          { week: MONDAYS[0], ...sum(1, 1n) },
          { week: MONDAYS[1], ...sum(1, 6n) },
        ]),
      );
    });

    it('begins and ends with the days that are asked for, in UTC', async () => {
      const cost = credits(1n);
      await usage.insert(
        [
          '2026-11-03T23:59:59.999Z',
          '2026-11-04T00:00:00.000Z',
          '2026-11-20T23:59:59.999Z',
          '2026-11-21T00:00:00.000Z',
        ].map(createdAt => ({ sessions: [{ createdAt, usage: cost }] })),
      );
      expect((await usage.read()).total).toEqual(sum(2, 2n));
      expect((await usage.read('model', FROM, FROM)).total).toEqual(sum(1, 1n));
    });

    it('has a session without a time on the day of its task', async () => {
      await usage.insert([
        { sessions: [{ usage: credits(3n) }] },
        {
          task: { createdAt: '2026-10-01T12:00:00.000Z' },
          sessions: [{ usage: credits(3n) }],
        },
      ]);
      expect((await usage.read()).total).toEqual(sum(1, 3n));
    });

    it('says of which tasks the cost is not, or not wholly, reported', async () => {
      await usage.insert([
        {}, // accepted, and shows no session
        { sessions: [at('2026-11-10')] },
        { sessions: [at('2026-11-10', credits(5n)), at('2026-11-17')] },
        { sessions: [at('2026-11-10', credits(0n))] },
      ]);
      const { total, weeks } = await usage.read();
      expect(total).toEqual(sum(4, 5n, 3));
      expect(weeks).toEqual(
        expect.arrayContaining([
          { week: MONDAYS[1], ...sum(4, 5n, 2) },
          { week: MONDAYS[2], ...sum(1, 0n, 1) },
        ]),
      );
    });

    it.each<[string, Partial<StoredTask>]>([
      ['was rejected', { dispatch: { status: 'rejected' } }],
      ['is being sent', { dispatch: { status: 'pending' } }],
      ['is being looked for', { dispatch: { status: 'unknown' } }],
      [
        'was abandoned',
        {
          dispatch: { status: 'unknown' },
          tracking: { status: 'ended', reason: 'abandoned' },
        },
      ],
    ])('leaves out a task that %s', async (_what, task) => {
      await usage.insert([{ task }]);
      expect((await usage.read()).total).toEqual(sum(0, 0n));
    });

    it('adds up beyond what numbers and what 64 bits hold', async () => {
      const most = 2n ** 63n - 1n;
      const odd = 2n ** 53n + 1n;
      await usage.insert([
        { sessions: [at('2026-11-10', credits(odd), 'odd')] },
        {
          sessions: [1, 2, 3].map(() =>
            at('2026-11-10', credits(most), 'dear'),
          ),
        },
      ]);
      const { total, items } = await usage.read('model');
      expect(total.aiCreditsNano).toBe(3n * most + odd);
      expect(byKey(items)).toEqual({
        odd: sum(1, odd),
        dear: sum(1, 3n * most),
      });
    });

    it('adds premium requests up without losing a fraction', async () => {
      await usage.insert([
        {
          sessions: Array.from({ length: 100 }, () =>
            at('2026-11-10', { premiumRequests: 0.33 }),
          ),
        },
        { sessions: [at('2026-11-10', { premiumRequests: 1.5 })] },
      ]);
      expect((await usage.read()).total).toEqual(sum(2, 0n, 0, 34.5));
    });

    it('takes repositories that differ in case for one', async () => {
      const sessions = [at('2026-11-10', credits(1n))];
      await usage.insert([
        { task: { repository: 'Acme/Billing' }, sessions },
        { task: { repository: 'acme/billing' }, sessions },
        { task: { repository: 'Acme/Ledger' }, sessions },
      ]);
      const { items, weekItems } = await usage.read('repository');
      const keys = items.map(({ key }) => key!).sort();
      expect(keys).toHaveLength(2);
      expect(keys).toContain('Acme/Ledger');
      expect(keys.join().toLowerCase()).toContain('acme/billing');
      expect(weekItems.map(({ key }) => key!).sort()).toEqual(keys);
    });

    it('goes by the model that GitHub reports, else by the one asked for', async () => {
      await usage.insert([
        {
          task: { model: 'asked-for' },
          sessions: [
            at('2026-11-10', credits(1n), 'reported'),
            at('2026-11-10', credits(2n)),
          ],
        },
        { sessions: [at('2026-11-10', credits(4n))] },
        {},
      ]);
      const { total, items } = await usage.read('model');
      expect(total).toEqual(sum(3, 7n, 1));
      expect(byKey(items)).toEqual({
        reported: sum(1, 1n),
        'asked-for': sum(1, 2n),
        'not known': sum(2, 4n, 1),
      });
    });

    it('has the whole of a task at each group, and once in the total', async () => {
      const sessions = [
        at('2026-11-10', credits(1n)),
        at('2026-11-10', credits(2n)),
      ];
      await usage.insert([
        { groups: ['group:default/a', 'group:default/b'], sessions },
        { groups: ['group:default/b'], sessions },
        { sessions },
      ]);
      const { total, items, weeks, weekItems } = await usage.read('group');
      expect(total).toEqual(sum(3, 9n));
      expect(weeks).toEqual([{ week: MONDAYS[1], ...sum(3, 9n) }]);
      const expected = {
        'group:default/a': sum(1, 3n),
        'group:default/b': sum(2, 6n),
        'not known': sum(1, 3n),
      };
      expect(byKey(items)).toEqual(expected);
      expect(byKey(weekItems.map(({ week, ...item }) => item))).toEqual(
        expected,
      );
    });
  },
);
