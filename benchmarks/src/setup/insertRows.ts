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

/** SQLite takes 500 rows and 32,766 values in a statement. */
const ROWS_PER_STATEMENT = 400;

/** Writes rows beside the portal, in one transaction. */
export async function insertRows<Row extends object>(
  db: Knex,
  table: string,
  rows: Iterable<Row>,
): Promise<void> {
  await db.transaction(async tx => {
    let batch: Row[] = [];
    const write = async () => {
      if (batch.length > 0) await tx(table).insert(batch);
      batch = [];
    };
    for (const row of rows) {
      batch.push(row);
      if (batch.length === ROWS_PER_STATEMENT) {
        await write();
      }
    }
    await write();
  });
}
