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

import knexFactory, { type Knex } from 'knex';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a portal can keep its tasks in. */
export type DatabaseKind = 'SQLite' | 'PostgreSQL';

/** A database of one measurement. */
export interface BenchDatabase {
  /** For `backend.database` in the portal's configuration. */
  config: object;
  /** Opens what a plugin of the portal keeps, beside the portal. */
  open(pluginId: string): Knex;
  remove(): void;
}

/** A new, empty database: SQLite in files, or PostgreSQL on the server that `npm run bench` has started. */
export function createDatabase(kind: DatabaseKind): BenchDatabase {
  return kind === 'SQLite' ? createSqlite() : createPostgres();
}

function createSqlite(): BenchDatabase {
  const client = 'better-sqlite3';
  const directory = mkdtempSync(join(tmpdir(), 'agent-tasks-bench-'));
  return {
    config: { client, connection: { directory } },
    open: pluginId =>
      knexFactory({
        client,
        connection: { filename: join(directory, `${pluginId}.sqlite`) },
        useNullAsDefault: true,
      }),
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}

function createPostgres(): BenchDatabase {
  const client = 'pg';
  const server = process.env.BENCH_POSTGRES;
  if (!server) {
    throw new Error(
      'BENCH_POSTGRES is not set: run this part by npm run bench, which starts PostgreSQL.',
    );
  }
  const prefix = `bench_${randomBytes(4).toString('hex')}_`;
  return {
    config: { client, connection: server, prefix },
    open: pluginId => {
      const connection = new URL(server);
      connection.pathname = `/${prefix}${pluginId}`;
      return knexFactory({ client, connection: connection.href });
    },
    // The server ends with the run, and all its data with it.
    remove: () => undefined,
  };
}
