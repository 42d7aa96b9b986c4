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

import type { Knex } from 'knex';
import type { CredentialStore } from '../credentials';

/** How many tokens are kept, in the memory of this process or in the database. */
export async function countCredentials(options: {
  db: Knex;
  credentials: Pick<CredentialStore, 'heldOwners'>;
}): Promise<{ lease: number; grant: number }> {
  const { db, credentials } = options;
  const inMemory = credentials.heldOwners();
  if (inMemory) return { lease: inMemory.length, grant: 0 };
  const rows = await db('credentials')
    .whereNotNull('sealed')
    .groupBy('kind')
    .select('kind', { count: db.raw('count(*)') });
  const countOf = (kind: string) =>
    Number(rows.find(row => row.kind === kind)?.count ?? 0);
  return { lease: countOf('lease'), grant: countOf('grant') };
}
