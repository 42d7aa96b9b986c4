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

import type { DatabaseService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { selectSums, toSum, type SumRow } from './database/sums';
import { withWork } from './database/work';
import type { UsageReader, UsageRequest, UsageSums } from './UsageReader';

/** {@link UsageReader} on the plugin's database: SQLite or PostgreSQL. */
export class DatabaseUsageReader implements UsageReader {
  readonly #db: Knex;

  private constructor(db: Knex) {
    this.#db = db;
  }

  static async create(options: {
    database: DatabaseService;
  }): Promise<DatabaseUsageReader> {
    return new DatabaseUsageReader(await options.database.getClient());
  }

  async read(request: UsageRequest): Promise<UsageSums> {
    const select = (by: { week: boolean; key: boolean }) =>
      selectSums(this.#db, request.groupBy, by);
    // One statement, so that all sums are of one moment.
    const rows: SumRow[] = await withWork(this.#db, request).unionAll([
      select({ week: false, key: false }),
      select({ week: false, key: true }),
      select({ week: true, key: false }),
      select({ week: true, key: true }),
    ]);
    return toSums(rows);
  }
}

function toSums(rows: SumRow[]): UsageSums {
  const ofKind = (week: boolean, key: boolean) =>
    rows.filter(
      row => Boolean(row.has_week) === week && Boolean(row.has_key) === key,
    );
  const keyRows = ofKind(false, true);
  // A repository may have been written differently in different weeks.
  const labels = new Map(keyRows.map(row => [row.work_key, row.label]));
  const toKeyedSum = (row: SumRow) => {
    const key = labels.get(row.work_key) ?? undefined;
    return { ...(key !== undefined && { key }), ...toSum(row) };
  };
  return {
    total: toSum(ofKind(false, false)[0]),
    items: keyRows.map(toKeyedSum),
    weeks: ofKind(true, false).map(row => ({
      week: row.week!,
      ...toSum(row),
    })),
    weekItems: ofKind(true, true).map(row => ({
      week: row.week!,
      ...toKeyedSum(row),
    })),
  };
}
