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
import type { Knex } from 'knex';
import { createTestDatabases } from './__testUtils__/createTestDatabases';

jest.setTimeout(60_000);

const directory = resolvePackagePath(
  'backstage-plugin-agent-tasks-backend',
  'migrations',
);

/** As the first version wrote it. */
const FIRST_TASK = {
  id: 'a',
  host: 'github.com',
  repository: 'acme/services',
  repository_key: 'acme/services',
  title: 't',
  prompt: 'p',
  dispatch_status: 'accepted',
  requested_by: 'user:default/ada',
  github_login: 'ada',
  github_user_id: 1,
  create_pull_request: true,
  source: 'portal',
  seen: '{}',
  tracking_status: 'live',
  created_at: '2026-11-22T10:00:00.000Z',
  updated_at: '2026-11-22T10:00:00.000Z',
  progressed_at: '2026-11-22T10:00:00.000Z',
  version: 0,
};

describe('migrations', () => {
  const databases = createTestDatabases();

  const columnsOf = async (knex: Knex) =>
    Object.fromEntries(
      await Promise.all(
        ['tasks', 'followed_users'].map(async table => [
          table,
          Object.keys(await knex(table).columnInfo()),
        ]),
      ),
    );

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

  it.each(databases.eachSupportedId())(
    '20261122190000_exactly_once keeps what is there, up, down and up again, %p',
    async databaseId => {
      const knex = await databases.init(databaseId);
      await knex.migrate.up({ directory });
      const before = await columnsOf(knex);
      await knex('tasks').insert({
        ...FIRST_TASK,
        pull_request: JSON.stringify({ number: 7 }),
      });

      await knex.migrate.up({ directory });
      expect(
        await knex('tasks').first('sent_at', 'pull_request_number'),
      ).toEqual({
        sent_at: '2026-11-22T10:00:00.000Z',
        pull_request_number: 7,
      });
      await knex('transitions').insert({
        task_id: 'a',
        at: '2026-11-22T10:00:00.000Z',
        kind: 'state',
        to: 'queued',
      });
      await knex.migrate.down({ directory });
      expect(await columnsOf(knex)).toEqual(before);
      await knex.migrate.up({ directory });
      expect(await knex('tasks').first('id')).toEqual({ id: 'a' });
      expect(await knex('transitions').first('task_id')).toEqual({
        task_id: 'a',
      });
    },
  );

  it.each(databases.eachSupportedId())(
    '20261122191000_credentials goes up, down and up again, %p',
    async databaseId => {
      const knex = await databases.init(databaseId);
      const tables = [
        'credentials',
        'refused_tokens',
        'grant_authorizations',
        'github_identities',
      ];
      const existing = async () => {
        const found = await Promise.all(
          tables.map(table => knex.schema.hasTable(table)),
        );
        return tables.filter((_, index) => found[index]);
      };
      const name = '20261122191000_credentials.js';

      await knex.migrate.latest({ directory });
      expect(await existing()).toEqual(tables);
      await knex.migrate.down({ directory, name });
      expect(await existing()).toEqual([]);
      await knex.migrate.up({ directory, name });
      expect(await existing()).toEqual(tables);
    },
  );

  it.each(databases.eachSupportedId())(
    '20261122193000_list_indexes goes up, down and up again, %p',
    async databaseId => {
      const knex = await databases.init(databaseId);
      const existing = async () => {
        const rows =
          databaseId === 'SQLITE_3'
            ? await knex('sqlite_master')
                .where({ type: 'index' })
                .select('name')
            : await knex('pg_indexes').select({ name: 'indexname' });
        return rows
          .map(({ name }) => name)
          .filter(name => /^tasks_.*state_idx$/.test(name))
          .sort();
      };
      const indexes = [
        'tasks_entity_state_idx',
        'tasks_repository_state_idx',
        'tasks_requester_state_idx',
        'tasks_state_idx',
      ];
      const name = '20261122193000_list_indexes.js';

      await knex.migrate.latest({ directory });
      expect(await existing()).toEqual(indexes);
      await knex.migrate.down({ directory, name });
      expect(await existing()).toEqual([]);
      await knex.migrate.up({ directory, name });
      expect(await existing()).toEqual(indexes);
    },
  );

  it.each(databases.eachSupportedId())(
    '20261122220000_guardrails fills in what sessions have cost, up, down and up again, %p',
    async databaseId => {
      const knex = await databases.init(databaseId);
      const name = '20261122220000_guardrails.js';
      const tables = ['policy_rules', 'policy_changes', 'task_groups'];
      const existing = async () => {
        const found = await Promise.all(
          tables.map(table => knex.schema.hasTable(table)),
        );
        return tables.filter((_, index) => found[index]);
      };
      const columns = async () => [
        ...Object.keys(await knex('tasks').columnInfo()),
        ...Object.keys(await knex('sessions').columnInfo()),
      ];
      const insertSession = (id: string, session: object, position = 0) =>
        knex('sessions').insert({
          task_id: 'a',
          id,
          position,
          session: JSON.stringify({ id, ...session }),
        });
      const filled = async () =>
        Object.fromEntries(
          (
            await knex('sessions').select(
              'id',
              'model',
              knex.raw('cast(ai_credits_nano as text) as nano'),
              'premium_requests',
              'created_at',
            )
          ).map(({ id, ...row }) => [id, Object.values(row)]),
        );

      for (let before = 0; before < 4; before++) {
        await knex.migrate.up({ directory });
      }
      const columnsBefore = await columns();
      await knex('tasks').insert(FIRST_TASK);
      const createdAt = '2026-11-22T11:00:00.000Z';
      await insertSession('credits', {
        model: 'gpt-5.4',
        usage: { aiCreditsNano: '9007199254740993' },
        createdAt,
      });
      await insertSession('premium', {
        model: 'claude-sonnet-4.6',
        usage: { premiumRequests: 0.33 },
        createdAt,
      });
      await insertSession('none', {});
      await insertSession('strange', {
        model: 'a\0b',
        usage: { aiCreditsNano: '9223372036854775808', premiumRequests: 1e300 },
        createdAt: '+010000-01-01T00:00:00.000Z',
      });
      // More than are read at once.
      for (let index = 0; index < 600; index++) {
        await insertSession(`s${index}`, {
          usage: { aiCreditsNano: '7' },
          createdAt,
        });
      }

      for (let round = 0; round < 2; round++) {
        await knex.migrate.up({ directory, name });
        expect(await existing()).toEqual(tables);
        const { credits, premium, none, strange, ...many } = await filled();
        expect({ credits, premium, none, strange }).toEqual({
          credits: ['gpt-5.4', '9007199254740993', null, createdAt],
          premium: ['claude-sonnet-4.6', null, 0.33, createdAt],
          none: [null, null, null, '2026-11-22T10:00:00.000Z'],
          strange: ['ab', null, null, '2026-11-22T10:00:00.000Z'],
        });
        expect(Object.values(many)).toEqual(
          Array(600).fill([null, '7', null, createdAt]),
        );

        await knex.migrate.down({ directory, name });
        expect(await existing()).toEqual([]);
        expect(await columns()).toEqual(columnsBefore);
        expect(await knex('sessions').where({ id: 'credits' })).toEqual([
          {
            task_id: 'a',
            id: 'credits',
            position: 0,
            session: JSON.stringify({
              id: 'credits',
              model: 'gpt-5.4',
              usage: { aiCreditsNano: '9007199254740993' },
              createdAt,
            }),
          },
        ]);
      }
    },
  );
});
