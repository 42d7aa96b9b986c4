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

import knexFactory from 'knex';
import { createTestDatabases } from '../__testUtils__/createTestDatabases';
import { pendingTask } from '../__testUtils__/storedTask';
import { refusalOf, useOfLimits, type LimitScope } from '../policy/limits';
import { createTaskStore, LATER } from './__testUtils__/createTaskStore';
import type { LimitGuard } from './TaskStore';

jest.setTimeout(60_000);

const BEN = 'user:default/ben-larsen';
const PAYMENTS = 'group:default/payments';

/** As the writer of intents guards them. */
const guardOf = (...scopes: LimitScope[]): LimitGuard => ({
  scopes,
  check(query, activity) {
    const refusal = refusalOf(useOfLimits(query, activity), query);
    if (refusal) throw refusal;
  },
});

describe('limits over what is stored', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('%p', databaseId => {
    it('holds a limit of a repository for fifty people at once, over two replicas', async () => {
      const { knex, open, store } = await createTaskStore(
        databases,
        databaseId,
      );
      const isShared = databaseId !== 'SQLITE_3';
      const second = isShared
        ? knexFactory({ ...knex.client.config, pool: { min: 0, max: 10 } })
        : knex;
      try {
        const stores = [store, await open(second)];
        const answers = await Promise.allSettled(
          Array.from({ length: 50 }, (_, index) =>
            stores[index % 2].insertIntent(
              {
                task: pendingTask({
                  requestedBy: `user:default/u${index}`,
                  githubUserId: index + 1,
                  repository: index % 3 ? 'acme/services' : 'Acme/Services',
                }),
                requestHash: '',
                firstCheckAt: LATER,
              },
              guardOf({ limits: { activeTasksPerRepository: 3 } }),
            ),
          ),
        );
        const written = answers.filter(({ status }) => status === 'fulfilled');
        expect(written).toHaveLength(3);
        expect(await knex('tasks').pluck('repository_key')).toHaveLength(3);
        const codes = answers.flatMap(answer =>
          answer.status === 'rejected' ? [answer.reason.code] : [],
        );
        expect(new Set(codes)).toEqual(new Set(['limit_reached']));
      } finally {
        if (isShared) await second.destroy();
      }
    });

    it.each<[string, LimitScope]>([
      ['of all', { limits: { aiCreditsPerMonth: 10 } }],
      ['of a group', { limits: { aiCreditsPerGroupPerMonth: 10 } }],
      [
        'of a rule',
        {
          limits: { aiCreditsPerMonth: 10 },
          rule: { id: 'r', match: 'acme/*' },
        },
      ],
    ])(
      'lets one of twenty start while no cost is known: credits %s',
      async (_name, scope) => {
        const { knex, insert } = await createTaskStore(databases, databaseId);
        await Promise.allSettled(
          Array.from({ length: 20 }, (_, index) =>
            insert(
              pendingTask({
                requestedBy: `user:default/u${index}`,
                repository: `acme/r${index}`,
              }),
              { groups: [PAYMENTS], guard: guardOf(scope) },
            ),
          ),
        );
        expect(await knex('tasks').pluck('id')).toHaveLength(1);
      },
    );

    it('writes nothing where a limit is reached', async () => {
      const { knex, insert } = await createTaskStore(databases, databaseId);
      const guard = guardOf({ limits: { tasksPerRepositoryPerDay: 1 } });
      await insert(pendingTask({ requestedBy: BEN }), { guard });
      await expect(
        insert(pendingTask(), { groups: [PAYMENTS], guard }),
      ).rejects.toMatchObject({ code: 'limit_reached', retryAfter: 86_400 });
      expect(await knex('task_groups').select('*')).toEqual([]);
      expect(await knex('tasks').pluck('requested_by')).toEqual([BEN]);
    });
  });
});
