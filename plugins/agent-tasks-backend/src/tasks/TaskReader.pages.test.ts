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

import { randomUUID } from 'node:crypto';
import type { TestDatabaseId } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { createStage } from '../__testUtils__/createStage';
import { createTestDatabases } from '../__testUtils__/createTestDatabases';
import type { PortalUser } from '../__testUtils__/startPortal';
import { storedTask } from '../__testUtils__/storedTask';
import { toIntentRow } from './database/rows';

jest.setTimeout(120_000);

const BEN = 'user:default/ben-larsen';
const SHOWN = [
  'services',
  'billing',
  'storefront',
  'payments-ledger',
  'payroll',
  'legacy-erp',
].map(name => `acme/${name}`);

/** Tasks of Ben, a millisecond apart, the first one the oldest. */
async function insertTasks(
  knex: Knex,
  repositories: string[],
  requestedBy: (index: number) => string = () => BEN,
) {
  const begin = Date.parse('2026-11-01T12:00:00.000Z');
  const rows = repositories.map((repository, index) => {
    const createdAt = new Date(begin + index).toISOString();
    const task = storedTask({
      id: randomUUID(),
      repository,
      createdAt,
      requestedBy: requestedBy(index),
      tracking: { status: 'ended' },
    });
    return toIntentRow({ task, requestHash: 'x', firstCheckAt: createdAt });
  });
  await knex.batchInsert('tasks', rows, 20);
}

/** Repositories by page, and the calls that each page has cost GitHub. */
async function readPages(
  user: PortalUser,
  limit: number,
  takeCalls: () => Promise<string[]>,
) {
  const pages: { repositories: string[]; calls: string[] }[] = [];
  let cursor: string | undefined;
  do {
    const answer = await user.get(
      `/tasks?limit=${limit}${cursor ? `&cursor=${cursor}` : ''}`,
    );
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    pages.push({
      repositories: answer.body.items.map(
        ({ repository }: { repository: string }) => repository,
      ),
      calls: await takeCalls(),
    });
    cursor = answer.body.nextCursor;
  } while (cursor);
  return pages;
}

describe('pages of tasks', () => {
  const databases = createTestDatabases();
  const stage = createStage({ intervalMs: 60_000, slowIntervalMs: 60_000 });

  async function setUp(databaseId: TestDatabaseId) {
    const knex = await databases.init(databaseId);
    const portal = await stage.start({ knex });
    const { control } = stage.simulator;
    const takeCalls = async () => {
      const paths = (await control.requests()).map(({ path }) => path);
      await control.clearRequests();
      return paths.filter(path => path !== '/api/v3/user');
    };
    return { knex, portal, takeCalls };
  }

  describe.each(databases.eachSupportedId())('%p', databaseId => {
    it('are full to the end, where one repository of fifty may be read', async () => {
      const { knex, portal, takeCalls } = await setUp(databaseId);
      const repositories = Array.from({ length: 300 }, (_, n) =>
        n % 50 === 25 ? SHOWN[(n - 25) / 50] : `acme/hidden-${n}`,
      );
      const tenOfEach = Array.from({ length: 10 }, () => repositories).flat();
      await insertTasks(knex, tenOfEach);

      const ada = await stage.signIn(portal);
      const pages = await readPages(ada, 20, takeCalls);

      const newestFirst = [...tenOfEach].reverse();
      expect(pages.map(({ repositories: shown }) => shown)).toEqual(
        [0, 20, 40].map(start =>
          newestFirst
            .filter(repository => SHOWN.includes(repository))
            .slice(start, start + 20),
        ),
      );
      // A hundred repositories in a call, each asked about once.
      const [first, ...others] = pages.map(({ calls }) => calls);
      expect(first).toEqual(Array(3).fill('/api/graphql'));
      expect(others.flat()).toEqual([]);
    });

    it('cost a bounded number of calls, and end, where none may be read', async () => {
      const { knex, portal, takeCalls } = await setUp(databaseId);
      const repositories = Array.from(
        { length: 2_500 },
        (_, n) => `acme/h-${n}`,
      );
      await insertTasks(knex, repositories);

      const chloe = await stage.signIn(portal, 'chloe-tran');
      const pages = await readPages(chloe, 100, takeCalls);
      expect(
        pages.map(({ repositories: shown, calls }) => [
          shown.length,
          calls.length,
        ]),
      ).toEqual([
        [0, 20],
        [0, 5],
      ]);
    });

    it('show what is one’s own among what is hidden, and what lies behind it', async () => {
      const { knex, portal, takeCalls } = await setUp(databaseId);
      const repositories = [
        'acme/services',
        ...Array.from({ length: 2_100 }, (_, n) => `acme/h-${n}`),
      ];
      await insertTasks(knex, repositories, index =>
        index === 1_500 ? 'user:default/chloe-tran' : BEN,
      );
      const chloe = await stage.signIn(portal, 'chloe-tran');
      const pages = await readPages(chloe, 10, takeCalls);
      expect(pages.flatMap(page => page.repositories)).toEqual([
        'acme/h-1499',
        'acme/services',
      ]);
    });
  });
});
