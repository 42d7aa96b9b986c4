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
import { createTestDatabases } from '../../__testUtils__/createTestDatabases';
import { DatabaseTaskStore } from '../../tasks/DatabaseTaskStore';
import { DatabaseFollowedUsers } from '../DatabaseFollowedUsers';
import { followOwner } from './followOwner';

jest.setTimeout(60_000);

const owner = {
  userEntityRef: 'user:default/ada-nwosu',
  githubUserId: 90210001,
};
const ms = (second: number) => Date.UTC(2026, 10, 22, 12, 0, second);
const at = (second: number) => new Date(ms(second)).toISOString();

describe('followOwner', () => {
  const databases = createTestDatabases();

  it.each(databases.eachSupportedId())(
    'is not overlooked by a look that was claimed before, though it was asked for earlier still, %p',
    async databaseId => {
      const knex = await databases.init(databaseId);
      const database = mockServices.database.mock({
        getClient: async () => knex,
      });
      await DatabaseTaskStore.create({ database });
      const users = await DatabaseFollowedUsers.create({
        database,
        leaseMs: 20_000,
      });
      await followOwner(knex, owner, at(10), at(0));
      const [claim] = await users.claimDue({
        now: ms(10),
        claimedBy: 'a',
        limit: 1,
      });
      // At second 9 a person asked for a task; the database was slow to hear of it.
      await followOwner(knex, owner, at(24), at(9));
      await expect(
        users.record(claim, { plannedAt: at(12), failures: 0 }),
      ).resolves.toBe('followed');
      const later = await users.claimDue({
        now: ms(24),
        claimedBy: 'a',
        limit: 1,
      });
      expect(later).toMatchObject([owner]);
    },
  );
});
