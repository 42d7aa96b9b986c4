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

import { AgentTasksError } from 'backstage-plugin-agent-tasks-common';
import { createTestDatabases } from '../../__testUtils__/createTestDatabases';
import { pendingTask } from '../../__testUtils__/storedTask';
import { ADA, createTaskStore, LATER } from '../__testUtils__/createTaskStore';
import { abandonedChange, rejectedChange } from '../dispatchChanges';
import type { LimitGuard } from '../TaskStore';

jest.setTimeout(60_000);

const PAYMENTS = 'group:default/payments';
const PLATFORM = 'group:default/platform';

describe('insertIntent', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('%p', databaseId => {
    it('writes one intent per user and key, and frees the key of a refused one', async () => {
      const { store, insert } = await createTaskStore(databases, databaseId);
      const intents = [pendingTask(), pendingTask(), pendingTask()];
      const written = await Promise.all(
        intents.map(task => insert(task, { key: 'k' })),
      );
      expect(written.filter(Boolean)).toHaveLength(1);
      expect(
        await insert(pendingTask({ requestedBy: 'user:default/ben' }), {
          key: 'k',
        }),
      ).toBe(true);

      const winner = await store.findByIdempotencyKey(ADA, 'k');
      expect(winner!.requestHash).toBe('hash');
      await store.apply(
        rejectedChange(
          winner!.task,
          new AgentTasksError('github_rejected', 'No such model.'),
          LATER,
        ),
      );
      expect(await store.findByIdempotencyKey(ADA, 'k')).toBeUndefined();
      expect(await store.get(winner!.task.id)).toMatchObject({
        dispatch: {
          status: 'rejected',
          error: { code: 'github_rejected', message: 'No such model.' },
        },
        tracking: { status: 'ended' },
      });
      expect(await insert(pendingTask(), { key: 'k' })).toBe(true);
    });

    it('keeps a key until a day after its task has settled, then gives it away', async () => {
      const { store, insert, accept } = await createTaskStore(
        databases,
        databaseId,
      );
      const first = pendingTask({ createdAt: '2026-11-20T12:00:00.000Z' });
      await insert(first, { key: 'k' });
      const later = (createdAt: string) =>
        insert(pendingTask({ createdAt }), { key: 'k' });
      // Not settled yet: for ever.
      const accepted = await accept(first, 'gh-1');
      expect(await later('2027-11-22T12:00:00.000Z')).toBe(false);
      await store.apply({
        task: accepted!,
        at: LATER,
        fields: { state: 'completed', completedAt: LATER },
        transitions: [],
      });
      expect(await later('2026-11-23T12:00:59.000Z')).toBe(false);
      const second = await Promise.all(
        Array.from({ length: 3 }, () => later('2026-11-23T12:01:00.000Z')),
      );
      expect(second.filter(Boolean)).toHaveLength(1);
      expect((await store.findByIdempotencyKey(ADA, 'k'))!.task.createdAt).toBe(
        '2026-11-23T12:01:00.000Z',
      );
      expect(await store.get(first.id)).not.toHaveProperty('idempotencyKey');
    });

    it('frees the key of an abandoned one, and counts it no more', async () => {
      const { store, insert, lose } = await createTaskStore(
        databases,
        databaseId,
      );
      const task = pendingTask();
      await insert(task, { key: 'k' });
      await store.claimSend(task, LATER);
      const lost = await lose((await store.get(task.id))!);
      expect(lost.idempotencyKey).toBe('k');
      const abandoned = await store.apply(abandonedChange(lost, LATER));
      expect(abandoned).toMatchObject({
        dispatch: { status: 'unknown', error: { code: 'github_timeout' } },
        tracking: { status: 'ended', reason: 'abandoned' },
      });
      expect(abandoned).not.toHaveProperty('idempotencyKey');
      const check = jest.fn();
      const again = await insert(pendingTask(), {
        key: 'k',
        guard: {
          scopes: [
            { limits: { activeTasksPerUser: 1, tasksPerUserPerDay: 1 } },
          ],
          check,
        },
      });
      expect(again).toBe(true);
      expect(check.mock.calls[0][1]).toMatchObject({
        activeOfUser: [],
        startedByUser: [],
      });
      const { transitions } = (await store.getDetail(task.id))!;
      expect(transitions.at(-1)).toEqual({
        at: LATER,
        kind: 'dispatch',
        from: 'unknown',
        to: 'abandoned',
      });
    });

    it('checks concurrent intents of a user one after the other', async () => {
      const { store, insert } = await createTaskStore(databases, databaseId);
      const atMostTwo: LimitGuard = {
        scopes: [{ limits: { activeTasksPerUser: 2 } }],
        check(_query, { activeOfUser: [active] }) {
          if (active?.tasks >= 2) throw new Error('too many');
        },
      };
      const outcomes = await Promise.allSettled(
        Array.from({ length: 6 }, () =>
          insert(pendingTask(), { guard: atMostTwo }),
        ),
      );
      expect(
        outcomes.filter(({ status }) => status === 'fulfilled'),
      ).toHaveLength(2);
      expect(await store.list({ limit: 10 })).toHaveLength(2);
    });

    it('records the groups and the rule', async () => {
      const { knex, insert } = await createTaskStore(databases, databaseId);
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
  });
});
