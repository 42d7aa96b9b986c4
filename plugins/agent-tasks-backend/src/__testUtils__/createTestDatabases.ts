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

import { TestDatabases } from '@backstage/backend-test-utils';

/**
 * SQLite, and PostgreSQL where `npm test` (or whoever runs this) has brought one
 * up and says so in the environment. The reason is printed where it is missing.
 */
export function createTestDatabases(): TestDatabases {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
  if (!databases.supports('POSTGRES_18')) {
    process.stderr.write(
      'PostgreSQL is left out: BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING is not set.\n',
    );
  }
  return databases;
}
