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
import type { TaskOwner } from '../tasks/TaskStore';
import { DatabaseFollowedUsers } from './DatabaseFollowedUsers';
import type { ClaimDueOptions } from './FollowedUsers';

jest.setTimeout(60_000);

const owner = {
  userEntityRef: 'user:default/ada-nwosu',
  githubUserId: 90210001,
};
const ms = (second: number) => Date.UTC(2026, 10, 22, 12, 0, second);
const at = (second: number) => new Date(ms(second)).toISOString();
const ended = (second: number) => ({ plannedAt: at(second), failures: 0 });

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
        leaseMs: 20_000,
      });
      const startTask = async (firstCheckAt: string, startedAt = at(0)) => {
        const task = pendingTask({ createdAt: startedAt });
        await store.insertIntent({ task, requestHash: '', firstCheckAt });
        return task;
      };
      const claim = (
        second: number,
        claimedBy = 'a',
        more: Partial<ClaimDueOptions> = {},
      ) => users.claimDue({ now: ms(second), claimedBy, limit: 10, ...more });
      return { knex, store, users, claim, startTask };
    }

    it('gives a due owner to one of those who claim', async () => {
      const { claim, startTask } = await setUp();
      await startTask(at(10));
      expect(await claim(9)).toEqual([]);
      const claims = await Promise.all([claim(10, 'a'), claim(10, 'b')]);
      expect(claims.flat()).toEqual([
        {
          ...owner,
          nextCheckAt: at(10),
          failures: 0,
          claimedBy: expect.stringMatching(/^[ab]$/),
          claimedUntil: at(30),
        },
      ]);
      expect(await claim(29)).toEqual([]);
      // Whoever claimed it died.
      expect(await claim(30)).toHaveLength(1);
    });

    it('gives many owners to many replicas, each once and no more than asked for', async () => {
      const { knex, claim, startTask } = await setUp();
      await startTask(at(10));
      const [row] = await knex('followed_users').select();
      await knex('followed_users').insert(
        Array.from({ length: 99 }, (_, index) => ({
          ...row,
          github_user_id: index,
        })),
      );
      const claims = await Promise.all(
        Array.from({ length: 12 }, (_, index) =>
          claim(10, `replica-${index}`, { limit: 7 }),
        ),
      );
      expect(claims.every(({ length }) => length <= 7)).toBe(true);
      // A claim that comes upon rows of others may get fewer than there are.
      claims.push(await claim(10, 'last', { limit: 200 }));
      const taken = claims.flat().map(({ githubUserId }) => githubUserId);
      expect(new Set(taken).size).toBe(100);
      expect(taken).toHaveLength(100);
    });

    it('gives the longest overdue first', async () => {
      const { knex, claim, startTask } = await setUp();
      await startTask(at(10));
      const [row] = await knex('followed_users').select();
      await knex('followed_users').insert([
        { ...row, github_user_id: 1, next_check_at: at(3) },
        { ...row, github_user_id: 2, next_check_at: at(5) },
      ]);
      const claimed = await claim(10, 'a', { limit: 2 });
      expect(claimed.map(({ githubUserId }) => githubUserId)).toEqual([1, 2]);
    });

    it('gives a replica only those whose tokens it holds', async () => {
      const { users, claim, startTask } = await setUp();
      await startTask(at(10));
      const other = { ...owner, githubUserId: 5 };
      expect(await claim(10, 'a', { heldOwners: [] })).toEqual([]);
      expect(await claim(10, 'a', { heldOwners: [other] })).toEqual([]);
      const dueBut = (owners: TaskOwner[]) =>
        users.listDueBut({ now: ms(10), owners, limit: 5 });
      expect(await dueBut([other])).toHaveLength(1);
      expect(await dueBut([])).toHaveLength(1);
      expect(await dueBut([other, owner])).toEqual([]);
      const heldOwners = [other, owner];
      const [claimed] = await claim(10, 'a', { heldOwners });
      expect(await users.listIdle(heldOwners)).toEqual([]);
      await users.record(claimed, ended(11));
      expect(await users.listIdle(heldOwners)).toEqual([owner]);
      expect(await users.listIdle([other])).toEqual([]);
    });

    it("renews a claim, gives all of a replica back, and nobody else's", async () => {
      const { users, claim, startTask } = await setUp();
      await startTask(at(10));
      const [claimed] = await claim(10, 'a');
      expect(await users.renew(claimed, at(45))).toBe(true);
      expect(await claim(44)).toEqual([]);
      // The claim as it was before is nobody's.
      expect(await users.renew(claimed, at(59))).toBe(false);
      await users.release('b');
      await users.release('a', [{ ...owner, githubUserId: 5 }]);
      expect(await claim(44)).toEqual([]);
      await users.release('a', [owner]);
      expect(await claim(44)).toHaveLength(1);
    });

    it('records a look, for all tasks of the owner at once', async () => {
      const { store, users, claim, startTask } = await setUp();
      const task = await startTask(at(10));
      const [due] = await claim(10);
      expect(
        await users.record(due, {
          lastCheckedAt: at(11),
          nextCheckAt: at(26),
          plannedAt: at(11),
          failures: 3,
        }),
      ).toBe('followed');
      expect((await store.get(task.id))!.tracking).toEqual({
        status: 'live',
        lastCheckedAt: at(11),
        nextCheckAt: at(26),
      });
      expect(await claim(26)).toMatchObject([{ failures: 3 }]);
    });

    it('does not overlook a task that was started during a look', async () => {
      const { users, claim, startTask } = await setUp();
      await startTask(at(10));
      const [due] = await claim(10);
      await startTask(at(20), at(11));
      expect(await users.record(due, ended(12))).toBe('followed');
      expect(await claim(19)).toEqual([]);
      // A check that is still to come is not put off by a later start.
      await startTask(at(40), at(13));
      expect(await claim(20)).toHaveLength(1);
    });

    it('lets nobody record whose claim has run out', async () => {
      const { users, claim, startTask } = await setUp();
      await startTask(at(10));
      const [first] = await claim(10, 'a');
      const [second] = await claim(31, 'b');
      const record = { ...ended(32), nextCheckAt: at(40) };
      expect(await users.record(first, record)).toBe('lost');
      expect(await claim(50)).toEqual([]);
      expect(await users.record(second, record)).toBe('followed');
      expect(await claim(40)).toHaveLength(1);
    });

    it('lets nothing make an owner due before GitHub allows it', async () => {
      const { users, claim, startTask } = await setUp();
      await startTask(at(1));
      const [due] = await claim(1);
      // A task that is started while the look learns of the limit.
      await startTask(at(3), at(2));
      await users.record(due, {
        nextCheckAt: at(42),
        plannedAt: at(2),
        failures: 1,
        notBefore: at(40),
      });
      expect(await claim(39)).toEqual([]);
      // One that is started later, the owner who comes back, a webhook.
      await startTask(at(20), at(5));
      expect(await claim(39)).toEqual([]);
      await users.pause(owner, 'sign_in_required');
      await users.resume(owner, ms(6));
      expect(await claim(39)).toEqual([]);
      expect(await claim(40)).toHaveLength(1);
    });

    it('takes plans and claims as void when the clock went back', async () => {
      const { knex, claim, startTask } = await setUp();
      await startTask(at(10));
      const hour = (second: number) => at(second + 3_600);
      await knex('followed_users').update({
        next_check_at: hour(25),
        planned_at: hour(10),
        claimed_until: hour(30),
        claimed_by: 'before',
      });
      expect(await claim(10)).toHaveLength(1);
    });

    it('pauses, resumes, and is resumed by a new task', async () => {
      const { store, users, claim, startTask } = await setUp();
      const task = await startTask(at(10));
      expect(await users.pause(owner, 'sign_in_required')).toBe(true);
      expect(await users.pause(owner, 'sign_in_required')).toBe(false);
      expect(await claim(59)).toEqual([]);
      expect(await users.listAccounts(owner.userEntityRef)).toEqual([
        owner.githubUserId,
      ]);
      expect((await store.get(task.id))!.tracking).toEqual({
        status: 'paused',
        reason: 'sign_in_required',
      });
      expect(await users.resume(owner, ms(20))).toBe(true);
      expect(await users.resume(owner, ms(20))).toBe(false);
      expect((await store.get(task.id))!.tracking.status).toBe('live');

      await users.pause(owner, 'sign_in_required');
      await startTask(at(30));
      expect(await claim(30)).toHaveLength(1);
    });

    it('does not pause an owner whose next check was changed meanwhile', async () => {
      const { users, claim, startTask } = await setUp();
      await startTask(at(10));
      const [due] = await claim(10);
      await startTask(at(20), at(11));
      expect(await users.pause(due, 'sign_in_required')).toBe(false);
      await users.forget(due);
      await users.release('a');
      expect(await claim(20)).toHaveLength(1);
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
      const { users, claim, startTask } = await setUp();
      await startTask(at(10));
      const [due] = await claim(10);
      expect(await users.record(due, ended(11))).toBe('ended');
      expect(await users.listAccounts(owner.userEntityRef)).toEqual([]);
      expect(await claim(59)).toEqual([]);
      await startTask(at(12), at(11));
      await users.forget({ ...due, nextCheckAt: at(12) });
      expect(await claim(59)).toEqual([]);
    });
  });
});
