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
import { storedTask } from '../__testUtils__/storedTask';
import { toIntentRow } from '../tasks/database/rows';
import { DatabaseTaskStore } from '../tasks/DatabaseTaskStore';
import type { OwnerRow } from './database/ownerRows';
import { DatabaseFollowedUsers } from './DatabaseFollowedUsers';
import type { ChangedPullRequests } from './FollowedUsers';
import { toIso } from './toIso';

jest.setTimeout(60_000);

const NOW = Date.UTC(2026, 10, 22, 12);
const LEASE = 60_000;
const at = (seconds: number) => toIso(NOW + seconds * 1000);

const changed: ChangedPullRequests = {
  host: 'github.com',
  repository: 'Acme/Services',
  numbers: [7],
};

describe('requestRefresh', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('%p', databaseId => {
    async function setUp(owner: Partial<OwnerRow> = {}, task: object = {}) {
      const knex = await databases.init(databaseId);
      const database = mockServices.database.mock({
        getClient: async () => knex,
      });
      const store = await DatabaseTaskStore.create({ database });
      const users = await DatabaseFollowedUsers.create({
        database,
        leaseMs: LEASE,
      });
      const stored = storedTask();
      await knex('tasks').insert({
        ...toIntentRow({
          task: stored,
          requestHash: '',
          firstCheckAt: stored.createdAt,
        }),
        pull_request_number: 7,
        branch: 'copilot/add',
        ...task,
      });
      await knex('followed_users').insert({
        user_entity_ref: stored.requestedBy,
        github_user_id: stored.githubUserId,
        next_check_at: at(240),
        planned_at: at(-60),
        ...owner,
      });
      const nextCheckAt = async () =>
        (await knex('followed_users').first('next_check_at')).next_check_at;
      const mark = async () => (await store.get(stored.id))!.refreshRequestedAt;
      return { users, store, id: stored.id, nextCheckAt, mark };
    }

    it.each<[string, Partial<OwnerRow>, string | null]>([
      ['at once', {}, at(0)],
      ['as it is due anyway', { next_check_at: at(-3) }, at(-3)],
      [
        'not right after the last look',
        { planned_at: at(-4), next_check_at: at(11) },
        at(5),
      ],
      [
        'no later than planned',
        { planned_at: at(-4), next_check_at: at(2) },
        at(2),
      ],
      [
        'again after a look that is under way',
        { next_check_at: at(-3), claimed_until: at(30) },
        at(5),
      ],
      [
        'at once where a claim has run out',
        { next_check_at: at(-3), claimed_until: at(-1) },
        at(-3),
      ],
      [
        'not before GitHub allows it',
        { next_check_at: at(240), not_before: at(200) },
        at(200),
      ],
      [
        'not before GitHub allows it, which is soon',
        { next_check_at: at(240), not_before: at(3) },
        at(5),
      ],
      ['when its turn comes after failures', { failures: 2 }, at(240)],
      [
        'not while paused',
        { next_check_at: null, paused_reason: 'sign_in_required' },
        null,
      ],
    ])('has the owner looked at %s', async (_, owner, expected) => {
      const { users, nextCheckAt, mark } = await setUp(owner);
      expect(await users.requestRefresh(changed, NOW)).toBe(1);
      expect(await nextCheckAt()).toBe(expected);
      expect(await mark()).toBe(at(0));
    });

    it('does not put a look off, however many events come', async () => {
      const { users, nextCheckAt } = await setUp({ planned_at: at(-4) });
      for (let second = 0; second < 5; second++) {
        await users.requestRefresh(changed, NOW + second * 1000);
      }
      expect(await nextCheckAt()).toBe(at(5));
    });

    it.each<[string, Partial<ChangedPullRequests>, object]>([
      ['another number', { numbers: [8] }, {}],
      ['another repository', { repository: 'acme/billing' }, {}],
      ['another host', { host: 'ghe.acme.test' }, {}],
      ['another branch', { numbers: [], branch: 'main' }, {}],
      ['nothing', { numbers: [] }, {}],
      ['a task that has ended', {}, { tracking_status: 'ended' }],
    ])('finds nothing for %s', async (_, more, task) => {
      const { users, nextCheckAt } = await setUp({}, task);
      expect(await users.requestRefresh({ ...changed, ...more }, NOW)).toBe(0);
      expect(await nextCheckAt()).toBe(at(240));
    });

    it.each<[string, Partial<ChangedPullRequests>]>([
      ['one of several numbers', { numbers: [5, 7] }],
      ['the branch alone', { numbers: [], branch: 'copilot/add' }],
      ['another number on the branch', { numbers: [8], branch: 'copilot/add' }],
    ])('finds the task by %s', async (_, more) => {
      const { users, mark } = await setUp();
      expect(await users.requestRefresh({ ...changed, ...more }, NOW)).toBe(1);
      expect(await mark()).toBe(at(0));
    });

    it('keeps a mark that is newer than what was read', async () => {
      const { users, store, id, mark } = await setUp();
      await users.requestRefresh(changed, NOW);
      const read = (await store.get(id))!;
      await users.requestRefresh(changed, NOW + 1000);
      await users.clearRefresh([read]);
      expect(await mark()).toBe(at(1));
      await users.clearRefresh([(await store.get(id))!, read]);
      expect(await mark()).toBeUndefined();
    });
  });
});
