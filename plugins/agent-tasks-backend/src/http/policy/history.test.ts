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

import {
  listPolicyChangesResponseSchema,
  policySchema,
} from 'backstage-plugin-agent-tasks-common';
import { ConfigReader } from '@backstage/config';
import type { Knex } from 'knex';
import { parse } from 'yaml';
import { createTestDatabases } from '../../__testUtils__/createTestDatabases';
import type { Portal, PortalUser } from '../../__testUtils__/startPortal';
import { readPolicy } from '../../config';
import { createAdminStage } from './__testUtils__/createAdminStage';

jest.setTimeout(60_000);

const PRIYA = 'user:default/priya-raman';

const databases = createTestDatabases();

describe.each(databases.eachSupportedId())('on %s', databaseId => {
  const { stage, start } = createAdminStage();
  let knex: Knex;
  let portal: Portal;
  let admin: PortalUser;
  let reader: PortalUser;

  beforeEach(async () => {
    knex = await databases.init(databaseId);
    ({ portal, admin, reader } = await start({
      knex,
      policy: {
        repositories: [{ match: 'acme/*', models: ['claude-sonnet-4.6'] }],
        limits: { activeTasksPerUser: 5, aiCreditsPerMonth: 99.5 },
      },
    }));
  });

  const add = async (match: string, reason = 'A new team') => {
    const answer = await admin.send('post', '/policy/rules', {
      rule: { match },
      reason,
    });
    expect(answer.status).toBe(201);
    return answer.body.id as string;
  };

  const changes = async (query = '') => {
    const answer = await reader.get(`/policy/changes${query}`);
    expect([answer.status, answer.body]).toEqual([200, expect.anything()]);
    return listPolicyChangesResponseSchema.strict().parse(answer.body);
  };

  it('keeps every change with before, after, who and why', async () => {
    const id = await add('acme/a');
    await admin
      .send('put', `/policy/rules/${id}`, {
        rule: { match: 'acme/b' },
        enabled: true,
        version: 1,
        reason: 'Renamed',
      })
      .expect(200);
    await admin
      .send('delete', `/policy/rules/${id}`, { version: 2, reason: 'Closed' })
      .expect(204);
    const { items, nextCursor } = await changes();
    expect(nextCursor).toBeUndefined();
    const common = {
      id: expect.any(String),
      at: expect.any(String),
      by: PRIYA,
      ruleId: id,
    };
    expect(items).toEqual([
      {
        ...common,
        action: 'deleted',
        reason: 'Closed',
        before: { match: 'acme/b' },
      },
      {
        ...common,
        action: 'updated',
        reason: 'Renamed',
        before: { match: 'acme/a' },
        after: { match: 'acme/b' },
      },
      {
        ...common,
        action: 'created',
        reason: 'A new team',
        after: { match: 'acme/a' },
      },
    ]);
  });

  it('is read page by page, the last one without a cursor', async () => {
    for (const name of ['a', 'b', 'c', 'd']) await add(`acme/${name}`);
    const seen: unknown[] = [];
    let cursor: string | undefined;
    do {
      const page = await changes(
        `?limit=2${cursor ? `&cursor=${cursor}` : ''}`,
      );
      expect(page.items).toHaveLength(2);
      seen.push(...page.items.map(({ after }) => after?.match));
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen).toEqual(['acme/d', 'acme/c', 'acme/b', 'acme/a']);
  });

  it('is read of one rule', async () => {
    const id = await add('acme/a');
    await add('acme/b');
    expect((await changes(`?ruleId=${id}`)).items).toHaveLength(1);
    const configured = encodeURIComponent('agentTasks.policy.repositories[0]');
    expect(await changes(`?ruleId=${configured}`)).toEqual({ items: [] });
    expect(await changes('?ruleId=a%00b')).toEqual({ items: [] });
  });

  it.each([
    ['cursor', 'cursor=nonsense'],
    ['cursor', 'cursor=-1'],
    ['cursor', 'cursor=1%3Bdrop'],
    ['cursor', `cursor=${'9'.repeat(30)}`],
    ['cursor', 'cursor=1&cursor=2'],
    ['limit', 'limit=0'],
    ['limit', 'limit=101'],
    ['limit', 'limit=1e1'],
    ['limit', 'limit[]=5'],
    ['ruleId', `ruleId=${'a'.repeat(65)}`],
    ['ruleId', 'ruleId[a]=b'],
    ['', 'by=ada'],
  ])('refuses a bad %s: %s', async (path, query) => {
    const answer = await reader.get(`/policy/changes?${query}`);
    expect([answer.status, answer.body.error.code]).toEqual([
      400,
      'validation_failed',
    ]);
    expect(answer.body.error.issues[0].path).toBe(path);
  });

  it('outlives the process', async () => {
    await add('acme/a');
    await stage.stop(portal);
    const next = await start({ knex });
    expect((await next.reader.get('/policy/changes')).body.items).toHaveLength(
      1,
    );
    expect((await next.reader.get('/policy')).body.rules).toHaveLength(1);
  });

  it('is not needed to move everything to app-config: the export says it all', async () => {
    await add('tools/*');
    await add('acme/web-*');
    const answer = await reader.get('/policy/export.yaml');
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe('text/yaml; charset=utf-8');
    expect(answer.headers['content-disposition']).toContain('.yaml');
    const { rules, limits } = policySchema.parse(
      (await reader.get('/policy')).body,
    );
    const config = new ConfigReader(parse(answer.text));
    expect(readPolicy(config)).toEqual({
      rules: rules.map(({ rule }) => rule),
      limits,
    });
    expect(limits).toEqual({ activeTasksPerUser: 5, aiCreditsPerMonth: 99.5 });
  });

  it('shows a rule that cannot be read as what it does, and the user who is refused why', async () => {
    const id = await add('acme/services');
    const ada = await stage.signIn(portal);
    await knex('policy_rules')
      .where({ id })
      .update({ rule: '{"match":"acme/services","teams":["a"]}' });
    const { rules } = policySchema.parse((await reader.get('/policy')).body);
    expect(rules[1]).toMatchObject({
      id,
      rule: { match: 'acme/services', deny: true },
      status: 'active',
      problem: expect.stringContaining(`Rule ${id} of the admin page`),
    });
    const refused = await ada.post({
      repository: 'acme/services',
      prompt: 'Add a health check',
      model: 'claude-sonnet-4.6',
    });
    expect([refused.status, refused.body.error.code]).toEqual([
      403,
      'repository_not_allowed',
    ]);
    expect(refused.body.error.message).toContain(
      `Rule ${id} of the admin page cannot be read`,
    );
    expect(await stage.posts()).toEqual([]);
    await admin
      .send('delete', `/policy/rules/${id}`, {
        version: 1,
        reason: 'Written by a newer version',
      })
      .expect(204);
    await ada.start({ model: 'claude-sonnet-4.6' });
  });
});
