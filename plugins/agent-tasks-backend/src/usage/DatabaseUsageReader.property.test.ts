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
  type UsageGrouping,
} from 'backstage-plugin-agent-tasks-common';
import fc from 'fast-check';
import { createTestDatabases } from '../__testUtils__/createTestDatabases';
import type { StoredTask } from '../tasks/types';
import {
  createUsage,
  credits,
  FROM,
  sum,
  TO,
  type Work,
} from './__testUtils__/createUsage';
import type { UsageSum, UsageSums } from './UsageReader';

jest.setTimeout(120_000);

const databases = createTestDatabases();

describe.each(databases.eachSupportedId())(
  'DatabaseUsageReader, whatever was worked on, %p',
  databaseId => {
    let usage: Awaited<ReturnType<typeof createUsage>>;
    beforeAll(async () => {
      usage = await createUsage(await databases.init(databaseId));
    });

    const session = fc.record({
      createdAt: fc
        .date({
          min: new Date('2026-10-25T00:00:00.000Z'),
          max: new Date('2026-11-30T00:00:00.000Z'),
          noInvalidDate: true,
        })
        .map(date => date.toISOString()),
      model: fc.constantFrom(undefined, 'gpt-5.4', 'claude-sonnet-4.6'),
      usage: fc.oneof(
        fc.constant(undefined),
        fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }).map(credits),
        fc
          .integer({ min: 0, max: 1000 })
          .map(hundredths => ({ premiumRequests: hundredths / 100 })),
      ),
    });
    const work = fc.record({
      task: fc.record({
        requestedBy: fc.constantFrom('user:default/a', 'user:default/b'),
        repository: fc.constantFrom('acme/a', 'acme/b', 'acme/c'),
        model: fc.constantFrom(undefined, 'gpt-5.4'),
        dispatch: fc.constantFrom<StoredTask['dispatch']>(
          { status: 'accepted' },
          { status: 'accepted' },
          { status: 'accepted' },
          { status: 'rejected' },
          { status: 'unknown' },
        ),
      }),
      groups: fc.uniqueArray(
        fc.constantFrom('group:default/x', 'group:default/y'),
      ),
      sessions: fc.array(session, { maxLength: 3 }),
    });

    /** What must be true of whatever is read by these groupings. */
    const check = async (
      groupings: readonly UsageGrouping[],
      verify: (sums: UsageSums, works: Work[]) => void,
    ) => {
      await fc.assert(
        fc.asyncProperty(fc.array(work, { maxLength: 6 }), async works => {
          await usage.empty();
          await usage.insert(works);
          for (const groupBy of groupings) {
            verify(await usage.read(groupBy), works);
          }
        }),
        { numRuns: 25 },
      );
    };
    const costOf = (sums: UsageSum[]) => ({
      aiCreditsNano: sums.reduce((all, one) => all + one.aiCreditsNano, 0n),
      premiumRequests:
        Math.round(
          sums.reduce((all, one) => all + one.premiumRequests, 0) * 100,
        ) / 100,
    });

    it('the weeks are the whole', async () => {
      await check(USAGE_GROUPINGS, ({ total, items, weeks, weekItems }) => {
        expect(costOf(weeks)).toEqual(costOf([total]));
        for (const { key, ...item } of items) {
          const parts = weekItems.filter(part => part.key === key);
          expect(costOf(parts)).toEqual(costOf([item]));
        }
      });
    });

    it('the persons, the repositories and the models are the whole', async () => {
      await check(
        ['requestedBy', 'repository', 'model'],
        ({ total, items, weekItems }) => {
          expect(costOf(items)).toEqual(costOf([total]));
          expect(costOf(weekItems)).toEqual(costOf([total]));
        },
      );
    });

    it('a task is of one person and in one repository', async () => {
      await check(['requestedBy', 'repository'], ({ total, items }) => {
        const count = (of: 'tasks' | 'unknownTasks') =>
          items.reduce((all, item) => all + item[of], 0);
        expect(count('tasks')).toBe(total.tasks);
        expect(count('unknownTasks')).toBe(total.unknownTasks);
      });
    });

    it('the whole is what was reported, and what was not reported is said', async () => {
      await check(USAGE_GROUPINGS, ({ total }, works) => {
        const accepted = works
          .filter(({ task }) => task!.dispatch!.status === 'accepted')
          .map(({ sessions = [] }) => ({
            hasNone: sessions.length === 0,
            during: sessions.filter(
              ({ createdAt }) =>
                createdAt!.slice(0, 10) >= FROM &&
                createdAt!.slice(0, 10) <= TO,
            ),
          }))
          // Without sessions it counts on the tenth, when it was asked for.
          .filter(({ hasNone, during }) => hasNone || during.length > 0);
        const costs = accepted.flatMap(({ during }) =>
          during.map(one => one.usage),
        );
        expect({
          ...total,
          premiumRequests: costOf([total]).premiumRequests,
        }).toEqual({
          tasks: accepted.length,
          unknownTasks: accepted.filter(
            ({ hasNone, during }) =>
              hasNone || during.some(one => one.usage === undefined),
          ).length,
          ...costOf(
            costs.map(cost =>
              sum(
                0,
                BigInt(cost?.aiCreditsNano ?? 0),
                0,
                cost?.premiumRequests,
              ),
            ),
          ),
        });
      });
    });
  },
);
