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

import { createTestDatabases } from '../__testUtils__/createTestDatabases';
import { pendingTask } from '../__testUtils__/storedTask';
import { createTaskStore, LATER } from './__testUtils__/createTaskStore';
import { neverSentChange, unknownChange } from './dispatchChanges';
import { toTask } from './types';

jest.setTimeout(60_000);

describe('DatabaseTaskStore', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('%p', databaseId => {
    it('gives back what was written, with times as they were', async () => {
      const { store, insert } = await createTaskStore(databases, databaseId);
      const task = pendingTask({
        entityRef: 'component:default/billing',
        baseRef: 'main',
        model: 'gpt-5.4',
        createPullRequest: false,
        prompt: 'Line\nÜber 🎉',
      });
      expect(await insert(task)).toBe(true);
      expect(await store.get(task.id)).toEqual({
        ...task,
        tracking: { status: 'live', nextCheckAt: LATER },
      });
      expect((await store.getDetail(task.id))!.transitions).toEqual([
        { at: task.createdAt, kind: 'dispatch', to: 'pending' },
      ]);
      expect(await store.get('another')).toBeUndefined();
    });

    it('lets one of twenty take an intent to send it', async () => {
      const { store, insert } = await createTaskStore(databases, databaseId);
      const task = pendingTask();
      await insert(task);
      const claims = await Promise.all(
        Array.from({ length: 20 }, () => store.claimSend(task, LATER)),
      );
      const won = claims.filter(claim => claim !== undefined);
      expect(won).toHaveLength(1);
      expect(won[0]).toMatchObject({ sentAt: LATER, version: 1 });
      expect(toTask(won[0]!)).not.toHaveProperty('sentAt');
      // Who wanted to refuse it as never sent has read it before.
      expect(await store.apply(neverSentChange(task, LATER))).toBeUndefined();
    });

    it('lets nobody take what has been refused as never sent', async () => {
      const { store, insert } = await createTaskStore(databases, databaseId);
      const task = pendingTask();
      await insert(task);
      await store.apply(neverSentChange(task, LATER));
      expect(await store.claimSend(task, LATER)).toBeUndefined();
      expect((await store.get(task.id))!.dispatch).toMatchObject({
        status: 'rejected',
        error: { code: 'github_unavailable' },
      });
    });

    it('quotes no prompt where the database fails', async () => {
      const { knex, store, insert } = await createTaskStore(
        databases,
        databaseId,
      );
      await knex.schema.dropTable('transitions');
      await knex.schema.alterTable('tasks', table => table.dropColumn('title'));
      const task = pendingTask({ prompt: 'Rotate the payroll keys' });
      const failures = await Promise.allSettled([
        insert(task),
        store.claimSend(task, LATER).then(() => store.getDetail(task.id)),
        store.apply(
          unknownChange(task, { code: 'Rotate the payroll keys' }, LATER),
        ),
      ]);
      expect(failures[0]).toMatchObject({
        status: 'rejected',
        reason: { message: expect.stringContaining('tasks') },
      });
      for (const failure of failures) {
        const { reason } = failure as { reason?: Error };
        expect(String(reason?.message)).not.toContain('payroll');
      }
    });
  });
});
