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

import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { createTestDatabases } from './__testUtils__/createTestDatabases';

jest.setTimeout(60_000);

const directory = resolvePackagePath(
  'backstage-plugin-agent-tasks-backend',
  'migrations',
);

describe('migrations', () => {
  const databases = createTestDatabases();

  it.each(databases.eachSupportedId())(
    '20261122160000_tasks goes up, down and up again, %p',
    async databaseId => {
      const knex = await databases.init(databaseId);
      const tables = ['tasks', 'transitions', 'sessions', 'followed_users'];
      const existing = async () => {
        const found = await Promise.all(
          tables.map(table => knex.schema.hasTable(table)),
        );
        return tables.filter((_, index) => found[index]);
      };

      await knex.migrate.up({ directory });
      expect(await existing()).toEqual(tables);
      await knex.migrate.down({ directory });
      expect(await existing()).toEqual([]);
      await knex.migrate.up({ directory });
      expect(await existing()).toEqual(tables);
    },
  );
});
