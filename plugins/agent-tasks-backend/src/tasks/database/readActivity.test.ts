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

import type { TestDatabaseId } from '@backstage/backend-test-utils';
import {
  AgentTasksError,
  type Session,
} from 'backstage-plugin-agent-tasks-common';
import { createTestDatabases } from '../../__testUtils__/createTestDatabases';
import { pendingTask } from '../../__testUtils__/storedTask';
import type { LimitScope } from '../../policy/limits';
import { createTaskStore, LATER } from '../__testUtils__/createTaskStore';
import {
  abandonedChange,
  rejectedChange,
  unknownChange,
} from '../dispatchChanges';
import type { StoredTask } from '../types';

jest.setTimeout(60_000);

const BEN = 'user:default/ben-larsen';
const PAYMENTS = 'group:default/payments';
const PLATFORM = 'group:default/platform';

describe('readActivity', () => {
  const databases = createTestDatabases();

  async function setUp(databaseId: TestDatabaseId) {
    const tasks = await createTaskStore(databases, databaseId);
    /** A task that GitHub has accepted, with sessions that cost this; `undefined`: not reported. */
    const work = async (
      fields: Partial<StoredTask>,
      costs: (string | undefined)[],
      groups: string[] = [],
    ) => {
      const task = pendingTask(fields);
      await tasks.insert(task, { groups });
      const sessions = costs.map(
        (aiCreditsNano, index): Session => ({
          id: `${task.id}-${index}`,
          state: 'completed',
          rawState: 'completed',
          createdAt: task.createdAt,
          ...(aiCreditsNano !== undefined && { usage: { aiCreditsNano } }),
        }),
      );
      const change = { ...tasks.accepted(task, task.id), sessions };
      expect(await tasks.store.apply(change)).toBeDefined();
    };
    return { ...tasks, work };
  }

  describe.each(databases.eachSupportedId())('%p', databaseId => {
    it('counts what is under way and what was started within a day', async () => {
      const { store, insert, accept, readActivity } = await createTaskStore(
        databases,
        databaseId,
      );
      const old = pendingTask({ createdAt: '2026-11-21T11:59:59.000Z' });
      const settled = pendingTask({ createdAt: '2026-11-21T12:00:01.000Z' });
      const running = pendingTask({ createdAt: '2026-11-22T11:00:00.000Z' });
      const refused = pendingTask({ createdAt: '2026-11-22T11:30:00.000Z' });
      const lost = pendingTask({ createdAt: '2026-11-22T11:40:00.000Z' });
      const justLost = pendingTask({ createdAt: '2026-11-22T11:50:00.000Z' });
      for (const task of [old, settled, running, refused, lost, justLost]) {
        await insert(task);
      }
      for (const [task, status] of [
        [lost, 'slow'],
        [justLost, 'live'],
      ] as const) {
        const { fields, ...change } = unknownChange(
          task,
          { code: 'github_timeout' },
          LATER,
        );
        await store.apply({
          ...change,
          fields: { ...fields, tracking: { status } },
        });
      }
      await accept(running, 'gh-1');
      const accepted = await accept(settled, 'gh-2');
      await store.apply({
        task: accepted!,
        at: LATER,
        fields: { state: 'completed' },
        transitions: [],
      });
      await store.apply(
        rejectedChange(
          refused,
          new AgentTasksError('github_rejected', 'No.'),
          LATER,
        ),
      );

      const activity = await readActivity({
        scopes: [{ limits: { activeTasksPerUser: 1, tasksPerUserPerDay: 1 } }],
      });
      expect(activity.activeOfUser).toEqual([
        { repository: 'acme/services', tasks: 3 },
      ]);
      expect(activity.startedByUser).toEqual(
        [settled, running, lost, justLost].map(({ createdAt }) => ({
          repository: 'acme/services',
          at: createdAt,
        })),
      );
    });

    it('counts what is unfinished and was started, by repository', async () => {
      const { store, insert, readActivity } = await createTaskStore(
        databases,
        databaseId,
      );
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

      const activity = await readActivity({ scopes });
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
      const { insert, readActivity } = await createTaskStore(
        databases,
        databaseId,
      );
      await insert(pendingTask());
      expect(await readActivity({})).toEqual({
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
      const { insert, work, readActivity } = await setUp(databaseId);
      // Together more than a number holds.
      await work({}, ['9007199254740993', '2'], [PAYMENTS, PLATFORM]);
      await work({ repository: 'acme/x' }, ['5', undefined], [PAYMENTS]);
      await work({ requestedBy: BEN }, ['1000'], [PLATFORM]);
      // Of another month, so it counts for the average only.
      await work(
        { requestedBy: BEN, createdAt: '2026-10-31T23:59:59.999Z' },
        ['2000'],
        [PLATFORM],
      );
      await insert(pendingTask());
      const activity = await readActivity({
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
      const { insert, work, readActivity } = await setUp(databaseId);
      await work({}, ['0'], []);
      await insert(pendingTask());
      const activity = await readActivity({
        scopes: [{ limits: { aiCreditsPerMonth: 1 } }],
      });
      expect(activity.costsOfAll).toMatchObject([
        { nano: 0n, unknownTasks: 1 },
      ]);
      expect(activity.meanNano).toBeUndefined();
    });
  });
});
