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

import { mockServices } from '@backstage/backend-test-utils';
import { createTestDatabases } from '../__testUtils__/createTestDatabases';
import { pendingTask } from '../__testUtils__/storedTask';
import { DatabaseTaskStore } from '../tasks/DatabaseTaskStore';
import { DatabaseFollowedUsers } from './DatabaseFollowedUsers';

jest.setTimeout(60_000);

const owner = {
  userEntityRef: 'user:default/ada-nwosu',
  githubUserId: 90210001,
};
const at = (second: number) =>
  new Date(Date.UTC(2026, 10, 22, 12, 0, second)).toISOString();

describe('DatabaseFollowedUsers', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('%p', databaseId => {
    async function setUp() {
      const knex = await databases.init(databaseId);
      const database = mockServices.database.mock({
        getClient: async () => knex,
      });
      const store = await DatabaseTaskStore.create({ database });
      const users = await DatabaseFollowedUsers.create({
        database,
        leaseMs: 60_000,
      });
      const startTask = async (firstCheckAt: string, startedAt = at(0)) => {
        const task = pendingTask({ createdAt: startedAt });
        await store.insertIntent(
          { task, requestHash: '', firstCheckAt },
          () => {},
        );
        return task;
      };
      return { knex, store, users, startTask };
    }

    it('gives a due owner to one of those who claim', async () => {
      const { users, startTask } = await setUp();
      await startTask(at(10));
      expect(await users.listDue(at(9), 10)).toEqual([]);
      const [due] = await users.listDue(at(10), 10);
      expect(due).toEqual({ ...owner, nextCheckAt: at(10) });
      const claims = await Promise.all([
        users.claim(due, at(10), at(50)),
        users.claim(due, at(10), at(51)),
      ]);
      expect(claims.filter(Boolean)).toHaveLength(1);
      expect(await users.listDue(at(20), 10)).toEqual([]);
      // Whoever claimed it died.
      expect(await users.listDue(at(51), 10)).toHaveLength(1);
    });

    it('records a look, for all tasks of the owner at once', async () => {
      const { store, users, startTask } = await setUp();
      const task = await startTask(at(10));
      const [due] = await users.listDue(at(10), 10);
      await users.claim(due, at(10), at(50));
      await users.record(due, at(50), {
        lastCheckedAt: at(11),
        nextCheckAt: at(26),
      });
      expect((await store.get(task.id))!.tracking).toEqual({
        status: 'live',
        lastCheckedAt: at(11),
        nextCheckAt: at(26),
      });
    });

    it('does not overlook a task that was started during a look', async () => {
      const { users, startTask } = await setUp();
      await startTask(at(10));
      const [due] = await users.listDue(at(10), 10);
      await users.claim(due, at(10), at(50));
      await startTask(at(20), at(11));
      await users.record(due, at(50), { lastCheckedAt: at(12) });
      expect(await users.listDue(at(19), 10)).toEqual([]);
      expect(await users.listDue(at(20), 10)).toHaveLength(1);
      // A check that is still to come is not put off by a later start.
      await startTask(at(40), at(13));
      expect(await users.listDue(at(20), 10)).toHaveLength(1);
    });

    it('lets nobody record whose claim has run out', async () => {
      const { users, startTask } = await setUp();
      await startTask(at(10));
      const [due] = await users.listDue(at(10), 10);
      await users.claim(due, at(10), at(20));
      expect(await users.claim(due, at(21), at(50))).toBe(true);
      await users.record(due, at(20), { nextCheckAt: at(30) });
      expect(await users.listDue(at(49), 10)).toEqual([]);
      await users.record(due, at(50), { nextCheckAt: at(40) });
      expect(await users.listDue(at(40), 10)).toHaveLength(1);
    });

    it('pauses, resumes, and is resumed by a new task', async () => {
      const { store, users, startTask } = await setUp();
      const task = await startTask(at(10));
      expect(await users.pause(owner, 'sign_in_required')).toBe(true);
      expect(await users.pause(owner, 'sign_in_required')).toBe(false);
      expect(await users.listDue(at(59), 10)).toEqual([]);
      expect(await users.listAccounts(owner.userEntityRef)).toEqual([
        owner.githubUserId,
      ]);
      expect((await store.get(task.id))!.tracking).toEqual({
        status: 'paused',
        reason: 'sign_in_required',
      });
      expect(await users.resume(owner, at(20))).toBe(true);
      expect(await users.resume(owner, at(20))).toBe(false);
      expect((await store.get(task.id))!.tracking.status).toBe('live');

      await users.pause(owner, 'sign_in_required');
      await startTask(at(30));
      expect(await users.listDue(at(30), 10)).toHaveLength(1);
    });

    it('tells how far behind it is', async () => {
      const { users, startTask, knex } = await setUp();
      const now = Date.parse(at(20));
      expect(await users.backlog(now)).toEqual({
        due: 0,
        paused: 0,
        followed: 0,
      });
      await startTask(at(10));
      const [row] = await knex('followed_users').select();
      const others = [
        { next_check_at: at(5), claimed_until: at(30) },
        { next_check_at: at(5), claimed_until: at(19) },
        { next_check_at: at(25) },
        { next_check_at: null, paused_reason: 'sign_in_required' },
        { next_check_at: null },
      ];
      await knex('followed_users').insert(
        others.map((other, id) => ({ ...row, github_user_id: id, ...other })),
      );
      expect(await users.backlog(now)).toEqual({
        due: 2,
        oldestDueAt: at(5),
        paused: 1,
        followed: 5,
      });
    });

    it('forgets an account with nothing left to follow', async () => {
      const { users, startTask } = await setUp();
      await startTask(at(10));
      const [due] = await users.listDue(at(10), 10);
      await users.claim(due, at(10), at(50));
      await users.record(due, at(50), { lastCheckedAt: at(11) });
      expect(await users.listAccounts(owner.userEntityRef)).toEqual([]);
      expect(await users.listDue(at(59), 10)).toEqual([]);
    });
  });
});
