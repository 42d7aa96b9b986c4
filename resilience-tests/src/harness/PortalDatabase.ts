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

/** Any number; `pg_locks` shows who waits for it. */
const GATE = 4_242;

/** A row of `tasks`, as far as the proofs look. */
export interface TaskRow {
  id: string;
  prompt: string;
  requested_by: string;
  state: string | null;
  dispatch_status: string;
  idempotency_key: string | null;
  github_task_id: string | null;
  pull_request: string | null;
  tracking_status: string;
  tracking_reason: string | null;
  created_at: string;
  sent_at: string | null;
}

/** A row of `transitions`. */
export interface TransitionRow {
  id: string;
  task_id: string;
  at: string;
  kind: string;
  from: string | null;
  to: string;
}

/** Replicas that wait at the point which {@link PortalDatabase.holdBefore} names. */
export interface Gate {
  /** Resolves once a replica has come to the point; its change is not yet made. */
  reached(): Promise<void>;
  /** Ends the database's part of those who wait, so that nothing of theirs is written. */
  open(): Promise<void>;
}

/** The databases of a portal, seen past its API. */
export class PortalDatabase {
  readonly #knexes = new Map<string, Knex>();
  readonly #url: string;

  constructor(postgresUrl: string) {
    this.#url = postgresUrl;
  }

  /** The database of a plugin. */
  plugin(pluginId = 'agent-tasks'): Knex {
    return this.#database(`backstage_plugin_${pluginId}`);
  }

  tasks(): Promise<TaskRow[]> {
    return this.plugin()('tasks').orderBy(['created_at', 'id']);
  }

  async task(id: string): Promise<TaskRow> {
    return this.plugin()('tasks').where({ id }).first();
  }

  /** The newest one with this prompt. */
  async taskOf(prompt: string): Promise<TaskRow | undefined> {
    const rows = await this.tasks();
    return rows.filter(row => row.prompt === prompt).at(-1);
  }

  transitions(taskId?: string): Promise<TransitionRow[]> {
    return this.plugin()('transitions')
      .where(taskId === undefined ? {} : { task_id: taskId })
      .orderBy('id');
  }

  /** How many rows of any table of any plugin, written as text, match. */
  async search(pattern: string): Promise<Record<string, number>> {
    const { rows: databases } = await this.#database('postgres').raw(
      `select datname from pg_database where datname like 'backstage_plugin_%'`,
    );
    const found: Record<string, number> = {};
    for (const { datname } of databases) {
      const knex = this.#database(datname);
      const { rows: tables } = await knex.raw(
        `select table_schema, table_name from information_schema.tables
         where table_type = 'BASE TABLE'
           and table_schema not in ('pg_catalog', 'information_schema')`,
      );
      for (const { table_schema: schema, table_name: table } of tables) {
        const { rows } = await knex.raw(
          'select count(*) from ??.?? as r where r::text ~ ?',
          [schema, table, pattern],
        );
        const count = Number(rows[0].count);
        if (count > 0) found[`${datname}.${table}`] = count;
      }
    }
    return found;
  }

  /**
   * Whoever is about to update a task so that `condition` holds (SQL over `old`
   * and `new`) waits, right before it does.
   */
  async holdBefore(condition: string): Promise<Gate> {
    const knex = this.plugin();
    await knex.raw(`
      create or replace function wait_at_the_gate() returns trigger as $$
      begin perform pg_advisory_xact_lock(${GATE}); return new; end
      $$ language plpgsql;
      create trigger gate before update on tasks for each row
        when (${condition}) execute function wait_at_the_gate();
    `);
    const keeper = await knex.transaction();
    await keeper.raw('select pg_advisory_xact_lock(?)', [GATE]);
    const waiting = async (): Promise<number[]> => {
      const { rows } = await knex.raw(
        `select pid from pg_locks
         where locktype = 'advisory' and objid = ? and not granted`,
        [GATE],
      );
      return rows.map(({ pid }: { pid: number }) => pid);
    };
    return {
      async reached() {
        const deadline = performance.now() + 30_000;
        while ((await waiting()).length === 0) {
          if (performance.now() > deadline) {
            throw new Error(`No replica came to: ${condition}`);
          }
          await new Promise(resolve => setTimeout(resolve, 10));
        }
      },
      async open() {
        for (const pid of await waiting()) {
          await knex.raw('select pg_terminate_backend(?)', [pid]);
        }
        await keeper.rollback();
        await knex.raw('drop trigger gate on tasks');
      },
    };
  }

  async close(): Promise<void> {
    await Promise.all([...this.#knexes.values()].map(knex => knex.destroy()));
  }

  #database(name: string): Knex {
    const known = this.#knexes.get(name);
    if (known) return known;
    const connection = new URL(this.#url);
    connection.pathname = `/${name}`;
    const knex = knexFactory({
      client: 'pg',
      connection: connection.href,
      pool: { min: 0, max: 4 },
    });
    this.#knexes.set(name, knex);
    return knex;
  }
}
