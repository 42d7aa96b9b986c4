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
  mockServices,
  type TestDatabaseId,
} from '@backstage/backend-test-utils';
import {
  AgentTasksError,
  type Session,
} from 'backstage-plugin-agent-tasks-common';
import knexFactory from 'knex';
import { createTestDatabases } from '../__testUtils__/createTestDatabases';
import { pendingTask } from '../__testUtils__/storedTask';
import {
  refusalOf,
  useOfLimits,
  type ActivityQuery,
  type LimitScope,
} from '../policy/limits';
import { DatabaseTaskStore } from './DatabaseTaskStore';
import {
  abandonedChange,
  acceptedChange,
  rejectedChange,
  unknownChange,
} from './dispatchChanges';
import type { LimitGuard } from './TaskStore';
import type { StoredTask } from './types';

jest.setTimeout(60_000);

const AT = '2026-11-22T12:00:00.000Z';
const LATER = '2026-11-22T12:01:00.000Z';
const ADA = 'user:default/ada-nwosu';
const BEN = 'user:default/ben-larsen';
const PAYMENTS = 'group:default/payments';
const PLATFORM = 'group:default/platform';

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

  async function createStore(id: TestDatabaseId) {
    const knex = await databases.init(id);
    const open = async (db: typeof knex) =>
      DatabaseTaskStore.create({
        database: mockServices.database.mock({ getClient: async () => db }),
      });
    const store = await open(knex);
    const insert = (
      task: StoredTask,
      more: { groups?: string[]; ruleId?: string } = {},
      guard?: LimitGuard,
    ) =>
      store.insertIntent(
        { task, requestHash: '', firstCheckAt: LATER, ...more },
        guard,
      );
    /** A task that GitHub has accepted, with sessions that cost this; `undefined`: not reported. */
    const worked = async (
      fields: Partial<StoredTask>,
      costs: (string | undefined)[],
      groups: string[] = [],
    ) => {
      const task = pendingTask(fields);
      await insert(task, { groups });
      const accepted = acceptedChange(
        task,
        { id: task.id, state: 'queued', rawState: 'queued', createdAt: LATER },
        LATER,
      );
      const sessions = costs.map(
        (aiCreditsNano, index): Session => ({
          id: `${task.id}-${index}`,
          state: 'completed',
          rawState: 'completed',
          createdAt: task.createdAt,
          ...(aiCreditsNano !== undefined && { usage: { aiCreditsNano } }),
        }),
      );
      expect(await store.apply({ ...accepted, sessions })).toBeDefined();
    };
    const read = (query: Partial<ActivityQuery>) =>
      store.readActivity({
        userEntityRef: ADA,
        groups: [],
        repository: 'acme/services',
        scopes: [],
        at: AT,
        ...query,
      });
    return { knex, open, store, insert, worked, read };
  }

  describe.each(databases.eachSupportedId())('%p', databaseId => {
    it('holds a limit of a repository for fifty people at once, over two replicas', async () => {
      const { knex, open, store } = await createStore(databaseId);
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
        const { knex, insert } = await createStore(databaseId);
        await Promise.allSettled(
          Array.from({ length: 20 }, (_, index) =>
            insert(
              pendingTask({
                requestedBy: `user:default/u${index}`,
                repository: `acme/r${index}`,
              }),
              { groups: [PAYMENTS] },
              guardOf(scope),
            ),
          ),
        );
        expect(await knex('tasks').pluck('id')).toHaveLength(1);
      },
    );

    it('records the groups and the rule', async () => {
      const { knex, insert } = await createStore(databaseId);
      const task = pendingTask();
      await insert(task, { groups: [PAYMENTS, PLATFORM], ruleId: 'rule-1' });
      expect(
        await knex('task_groups').orderBy('group_ref').select('*'),
      ).toEqual([
        { task_id: task.id, group_ref: PAYMENTS },
        { task_id: task.id, group_ref: PLATFORM },
      ]);
      expect(await knex('tasks').pluck('rule_id')).toEqual(['rule-1']);
    });

    it('writes nothing where a limit is reached', async () => {
      const { knex, insert } = await createStore(databaseId);
      const guard = guardOf({ limits: { tasksPerRepositoryPerDay: 1 } });
      await insert(pendingTask({ requestedBy: BEN }), {}, guard);
      await expect(
        insert(pendingTask(), { groups: [PAYMENTS] }, guard),
      ).rejects.toMatchObject({ code: 'limit_reached', retryAfter: 86_400 });
      expect(await knex('task_groups').select('*')).toEqual([]);
      expect(await knex('tasks').pluck('requested_by')).toEqual([BEN]);
    });

    it('counts what is unfinished and was started, by repository', async () => {
      const { store, insert, read } = await createStore(databaseId);
      const scopes: LimitScope[] = [
        {
          limits: {
            activeTasksPerUser: 1,
            activeTasksPerRepository: 1,
            tasksPerUserPerDay: 1,
            tasksPerRepositoryPerDay: 1,
          },
        },
      ];
      const tasks = {
        own: pendingTask(),
        elsewhere: pendingTask({ repository: 'acme/x' }),
        ofBen: pendingTask({ requestedBy: BEN, repository: 'ACME/Services' }),
        refused: pendingTask(),
        abandoned: pendingTask(),
        old: pendingTask({ createdAt: '2026-11-21T11:00:00.000Z' }),
      };
      for (const task of Object.values(tasks)) await insert(task);
      await store.apply(
        rejectedChange(
          tasks.refused,
          new AgentTasksError('github_rejected', 'No.'),
          LATER,
        ),
      );
      const lost = await store.apply(
        unknownChange(tasks.abandoned, { code: 'github_timeout' }, LATER),
      );
      await store.apply(abandonedChange(lost!, LATER));

      const activity = await read({ scopes });
      expect(
        [...activity.activeOfUser].sort((a, b) => a.tasks - b.tasks),
      ).toEqual([
        { repository: 'acme/x', tasks: 1 },
        { repository: 'acme/services', tasks: 2 },
      ]);
      expect(activity.activeInRepository).toBe(3);
      expect(activity.startedByUser).toHaveLength(2);
      expect(activity.startedInRepository).toHaveLength(2);
    });

    it('reads nothing that no limit needs', async () => {
      const { insert, read } = await createStore(databaseId);
      await insert(pendingTask());
      expect(await read({})).toEqual({
        activeOfUser: [],
        activeInRepository: 0,
        startedByUser: [],
        startedInRepository: [],
        costsOfUser: [],
        costsOfGroups: [],
        costsOfAll: [],
      });
    });

    it('adds up costs of the month exactly, and keeps what is unknown apart', async () => {
      const { worked, insert, read } = await createStore(databaseId);
      // Together more than a number holds.
      await worked({}, ['9007199254740993', '2'], [PAYMENTS, PLATFORM]);
      await worked({ repository: 'acme/x' }, ['5', undefined], [PAYMENTS]);
      await worked({ requestedBy: BEN }, ['1000'], [PLATFORM]);
      // Of another month, so it counts for the average only.
      await worked(
        { requestedBy: BEN, createdAt: '2026-10-31T23:59:59.999Z' },
        ['2000'],
        [PLATFORM],
      );
      await insert(pendingTask());
      const activity = await read({
        groups: [PAYMENTS, PLATFORM],
        scopes: [
          {
            limits: {
              aiCreditsPerUserPerMonth: 1,
              aiCreditsPerGroupPerMonth: 1,
              aiCreditsPerMonth: 1,
            },
          },
        ],
      });
      const sorted = <T extends { nano: bigint }>(costs: T[]) =>
        [...costs].sort((a, b) => Number(b.nano - a.nano));
      const services = {
        repository: 'acme/services',
        nano: 9007199254740995n,
        unknownTasks: 1,
      };
      const x = { repository: 'acme/x', nano: 5n, unknownTasks: 1 };
      expect(sorted(activity.costsOfUser)).toEqual([services, x]);
      expect(sorted(activity.costsOfAll)).toEqual([
        { ...services, nano: services.nano + 1000n },
        x,
      ]);
      expect(sorted(activity.costsOfGroups)).toEqual([
        {
          ...services,
          nano: services.nano + 1000n,
          unknownTasks: 0,
          group: PLATFORM,
        },
        { ...services, unknownTasks: 0, group: PAYMENTS },
        { ...x, group: PAYMENTS },
      ]);
      // Of three that are wholly reported.
      expect(activity.meanNano).toBe((9007199254740995n + 3000n) / 3n);
    });

    it('has no average of tasks that cost nothing, as the unknown would cost nothing then', async () => {
      const { worked, insert, read } = await createStore(databaseId);
      await worked({}, ['0'], []);
      await insert(pendingTask());
      const activity = await read({
        scopes: [{ limits: { aiCreditsPerMonth: 1 } }],
      });
      expect(activity.costsOfAll).toMatchObject([
        { nano: 0n, unknownTasks: 1 },
      ]);
      expect(activity.meanNano).toBeUndefined();
    });
  });
});
