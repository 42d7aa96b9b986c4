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
import { LeasedTokens } from '../credentials/LeasedTokens';
import { DatabaseTaskStore } from '../tasks/DatabaseTaskStore';
import { countCredentials } from './countCredentials';

jest.setTimeout(60_000);

describe('countCredentials', () => {
  const databases = createTestDatabases();

  it.each(databases.eachSupportedId())(
    'counts what is in the database, by kind, %p',
    async databaseId => {
      const db = await databases.init(databaseId);
      await DatabaseTaskStore.create({
        database: mockServices.database({ knex: db }),
      });
      const shared = { heldOwners: () => undefined };
      expect(await countCredentials({ db, credentials: shared })).toEqual({
        lease: 0,
        grant: 0,
      });
      const at = '2026-11-22T12:00:00.000Z';
      const row = (user: string, kind: string, sealed: string | null) => ({
        user_entity_ref: `user:default/${user}`,
        github_user_id: 1,
        host: 'github.com',
        kind,
        sealed,
        created_at: at,
      });
      await db('credentials').insert([
        row('ada', 'lease', 'x'),
        row('ben', 'lease', 'x'),
        row('ben', 'grant', 'x'),
        // GitHub does not accept this one any more.
        row('chloe', 'grant', null),
      ]);
      expect(await countCredentials({ db, credentials: shared })).toEqual({
        lease: 2,
        grant: 1,
      });
    },
  );

  it.each(databases.eachSupportedId())(
    'counts what is in memory, without the database, %p',
    async databaseId => {
      const db = await databases.init(databaseId);
      const credentials = LeasedTokens.create();
      const owner = { userEntityRef: 'user:default/ada', githubUserId: 1 };
      await credentials.keep(owner, 'gho_1');
      expect(await countCredentials({ db, credentials })).toEqual({
        lease: 1,
        grant: 0,
      });
    },
  );
});
