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

import { createTestDatabases } from '../../__testUtils__/createTestDatabases';
import { pendingTask } from '../../__testUtils__/storedTask';
import { ADA, createTaskStore, LATER } from '../__testUtils__/createTaskStore';
import type { StoredTask } from '../types';

jest.setTimeout(60_000);

describe('listTasks', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('%p', databaseId => {
    it('lists newest first, filtered, page by page', async () => {
      const { store, insert, accept } = await createTaskStore(
        databases,
        databaseId,
      );
      const at = (second: number) =>
        new Date(Date.UTC(2026, 10, 22, 12, 0, second)).toISOString();
      const tasks = Array.from({ length: 7 }, (_, n) =>
        pendingTask({
          // Two share a moment.
          createdAt: at(n === 3 ? 4 : n),
          repository: n % 2 ? 'acme/Billing' : 'acme/services',
          entityRef: n === 5 ? 'component:default/billing' : undefined,
          requestedBy: n === 6 ? 'user:default/ben' : ADA,
        }),
      );
      for (const task of tasks) await insert(task);
      await accept(tasks[0], 'gh-1');

      const seen: string[] = [];
      let after: { createdAt: string; id: string } | undefined;
      for (;;) {
        const page = await store.list({ limit: 2, after });
        seen.push(...page.map(({ id }) => id));
        if (page.length < 2) break;
        after = page[1];
      }
      const expected = [...tasks].sort((a, b) =>
        a.createdAt === b.createdAt
          ? b.id.localeCompare(a.id)
          : b.createdAt.localeCompare(a.createdAt),
      );
      expect(seen).toEqual(expected.map(({ id }) => id));

      const count = async (filter: object) =>
        (await store.list({ limit: 100, ...filter })).length;
      expect(await count({ repository: 'ACME/billing' })).toBe(3);
      expect(await count({ entityRef: 'component:default/billing' })).toBe(1);
      expect(await count({ requestedBy: 'user:default/ben' })).toBe(1);
      expect(await count({ states: ['queued', 'failed'] })).toBe(1);
      expect(
        await count({
          hidden: {
            repositories: ['acme/SERVICES'],
            exceptOf: 'user:default/ben',
          },
        }),
      ).toBe(4);
    });

    it('pages through several states in one order', async () => {
      const { knex, store, insert } = await createTaskStore(
        databases,
        databaseId,
      );
      const states = ['queued', 'failed', 'completed', 'idle'] as const;
      for (let n = 0; n < 12; n++) {
        const createdAt = new Date(Date.UTC(2026, 10, 22, 12, 0, n));
        const task = pendingTask({ createdAt: createdAt.toISOString() });
        await insert(task);
        await knex('tasks')
          .where({ id: task.id })
          .update({ state: states[n % 4] });
      }
      const page = async (after?: StoredTask) =>
        store.list({
          limit: 4,
          after,
          requestedBy: ADA,
          states: ['queued', 'idle', 'failed', 'failed'],
        });
      const seconds = (tasks: StoredTask[]) =>
        tasks.map(({ createdAt }) => new Date(createdAt).getUTCSeconds());
      const first = await page();
      expect(seconds(first)).toEqual([11, 9, 8, 7]);
      const second = await page(first[3]);
      expect(seconds(second)).toEqual([5, 4, 3, 1]);
      expect(seconds(await page(second[3]))).toEqual([0]);
      expect(await store.list({ limit: 4, states: [] })).toEqual([]);
    });

    it('lists what was sent without an answer, of one account and repository', async () => {
      const { store, insert, accept, lose } = await createTaskStore(
        databases,
        databaseId,
      );
      const tasks = {
        sending: pendingTask({ repository: 'Acme/Services' }),
        unsent: pendingTask(),
        lost: pendingTask({ requestedBy: 'user:default/ada-too' }),
        old: pendingTask(),
        accepted: pendingTask(),
        elsewhere: pendingTask({ repository: 'acme/billing' }),
        others: pendingTask({ githubUserId: 90210002 }),
      };
      for (const [name, task] of Object.entries(tasks)) {
        await insert(task);
        if (name === 'unsent') continue;
        const at = name === 'old' ? '2026-11-22T10:00:00.000Z' : LATER;
        const sent = (await store.claimSend(task, at))!;
        if (name === 'lost') await lose(sent);
        if (name === 'accepted') await accept(sent, 'gh-1');
      }
      const found = await store.listUnanswered({
        host: tasks.lost.host,
        githubUserId: tasks.lost.githubUserId,
        repository: 'acme/services',
        sentSince: '2026-11-22T11:00:00.000Z',
      });
      expect(found.map(({ id }) => id).sort()).toEqual(
        [tasks.sending.id, tasks.lost.id].sort(),
      );
    });
  });
});
