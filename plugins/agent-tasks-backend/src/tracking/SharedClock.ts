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
import { isPostgres } from '../isPostgres';

/** Between two readings the time of this process goes on; in ten seconds it does not drift. */
const READ_AGAIN_AFTER_MS = 10_000;

/** An answer that took longer tells too little of what time it is by now. */
const LONGEST_READING_MS = 1_000;

/**
 * The clock that plans and claims are made by: the database's, which all
 * replicas share. The clock of one replica may jump by an hour and nothing
 * happens; if each went by its own, the one that is ahead would find every owner
 * due, and its plans would be void to the others, in turn and for ever.
 *
 * SQLite has one process and no clock of its own; then it is the process's.
 * Whenever the shared clock itself jumps, `isDue` sees to it.
 */
export class SharedClock {
  readonly #db: Knex;
  readonly #isShared: boolean;
  /** What the database said, and when, by a clock that does not jump. */
  #reading?: { time: number; readAt: number };

  private constructor(db: Knex) {
    this.#db = db;
    this.#isShared = isPostgres(db);
  }

  /** Reads the database's clock once. */
  static async create(options: {
    database: DatabaseService;
  }): Promise<SharedClock> {
    const clock = new SharedClock(await options.database.getClient());
    await clock.refresh();
    return clock;
  }

  /** Milliseconds since the epoch. */
  now(): number {
    if (!this.#reading) return Date.now();
    return Math.round(
      this.#reading.time + performance.now() - this.#reading.readAt,
    );
  }

  /** Reads the database's clock if the last reading is old; cheap to call often. */
  async refresh(): Promise<void> {
    if (!this.#isShared) return;
    const age = performance.now() - (this.#reading?.readAt ?? -Infinity);
    if (age < READ_AGAIN_AFTER_MS) return;
    const askedAt = performance.now();
    const { rows } = await this.#db.raw(
      'select extract(epoch from clock_timestamp())::float8 * 1000 as time',
    );
    const answeredAt = performance.now();
    if (this.#reading && answeredAt - askedAt > LONGEST_READING_MS) return;
    this.#reading = { time: rows[0].time, readAt: (askedAt + answeredAt) / 2 };
  }
}
