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
  mockCredentials,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import request from 'supertest';
import { createStage } from '../__testUtils__/createStage';
import { recordAudit } from '../__testUtils__/recordAudit';
import type { Portal, PortalOptions } from '../__testUtils__/startPortal';

jest.setTimeout(60_000);

const BODY = { repository: 'acme/services', prompt: 'The secret brief' };
const FIRST = 'agentTasks.policy.repositories[0]';

describe('enforcement of the policy', () => {
  const stage = createStage({
    intervalMs: 86_400_000,
    slowIntervalMs: 86_400_000,
  });
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  const audit = recordAudit();
  let portal: Portal;

  async function setUp(options: Partial<PortalOptions> = {}) {
    audit.clear();
    portal = await stage.start({
      ...options,
      features: [audit.auditor.factory, ...(options.features ?? [])],
    });
    return stage.signIn(portal);
  }

  const addRule = async (rule: object) => {
    const answer = await portal
      .as('priya-raman')
      .send('post', '/policy/rules', {
        rule,
        reason: 'As agreed',
      });
    expect(answer.status).toBe(201);
    return answer.body as { id: string; version: number };
  };

  const rule = { id: FIRST, origin: 'config', match: 'acme/*' };

  it('has one event for a task that is started, with the rule that allows it', async () => {
    const knex = await databases.init('SQLITE_3');
    const ada = await setUp({ knex });
    const task = await ada.start(BODY);
    expect(audit.records('task-create')).toEqual([
      {
        eventId: 'task-create',
        severityLevel: 'medium',
        outcome: 'succeeded',
        meta: {
          repository: 'acme/services',
          source: 'portal',
          requestedBy: 'user:default/ada-nwosu',
          rule,
          taskId: task.id,
          dispatch: 'accepted',
        },
      },
    ]);
    expect(await knex('tasks').pluck('rule_id')).toEqual([FIRST]);
  });

  it.each<
    [
      name: string,
      policy: object,
      body: object,
      expected: [status: number, code: string, rule?: object],
    ]
  >([
    [
      'no rule',
      { repositories: [] },
      {},
      [403, 'repository_not_allowed', undefined],
    ],
    [
      'a denial',
      { repositories: [{ match: 'acme/*', deny: true }] },
      {},
      [403, 'repository_not_allowed', rule],
    ],
    [
      'a model',
      { repositories: [{ match: 'acme/*', models: ['m1'] }] },
      { model: 'm2' },
      [403, 'model_not_allowed', rule],
    ],
    [
      'a custom agent',
      { repositories: [{ match: 'acme/*', customAgents: ['a1'] }] },
      {},
      [403, 'custom_agent_not_allowed', rule],
    ],
    [
      'a base branch',
      { repositories: [{ match: 'acme/*', baseRefs: ['main'] }] },
      { baseRef: 'dev' },
      [403, 'base_ref_not_allowed', rule],
    ],
    [
      'a branch whose pull request would get the commits',
      {
        repositories: [
          { match: 'acme/*' },
          { match: 'acme/*', deny: true, baseRefs: ['release/*'] },
        ],
      },
      { baseRef: 'main', headRef: 'release/1' },
      [
        403,
        'base_ref_not_allowed',
        { ...rule, id: 'agentTasks.policy.repositories[1]' },
      ],
    ],
    [
      'a door',
      { repositories: [{ match: 'acme/*', sources: ['scaffolder'] }] },
      {},
      [403, 'source_not_allowed', rule],
    ],
  ])(
    'refuses %s, with one event and nothing sent',
    async (_name, policy, body, [status, code, denying]) => {
      const ada = await setUp({ policy });
      const answer = await ada.post({ ...BODY, ...body });
      expect([answer.status, answer.body.error.code]).toEqual([status, code]);
      const [event, ...more] = audit.records('task-create');
      expect(more).toEqual([]);
      expect(event).toMatchObject({
        outcome: 'failed',
        meta: { repository: 'acme/services', source: 'portal', code },
      });
      expect(event.meta?.rule).toEqual(denying);
      expect(JSON.stringify(event)).not.toContain('secret');
      expect(await stage.posts()).toEqual([]);
      expect((await ada.get('/tasks')).body.items).toEqual([]);
    },
  );

  it('refuses what is over a limit of the rule, naming the rule', async () => {
    const ada = await setUp({
      policy: {
        repositories: [
          { match: 'acme/*', limits: { activeTasksPerRepository: 1 } },
        ],
      },
    });
    await ada.start(BODY);
    await ada.start({ ...BODY, repository: 'acme/billing' });
    audit.clear();
    const priya = await stage.signIn(portal, 'priya-raman');
    const answer = await priya.post(BODY);
    expect([answer.status, answer.body.error.code]).toEqual([
      429,
      'limit_reached',
    ]);
    expect(audit.records('task-create')).toEqual([
      expect.objectContaining({
        outcome: 'failed',
        meta: expect.objectContaining({ rule, code: 'limit_reached' }),
      }),
    ]);
  });

  it('says what the policy says before it asks to sign in to GitHub, with an event for both', async () => {
    await setUp({
      policy: { repositories: [{ match: 'acme/services' }] },
    });
    const withoutToken = portal.as('ada-nwosu');
    const denied = await withoutToken.post({
      ...BODY,
      repository: 'acme/billing',
    });
    const allowed = await withoutToken.post(BODY);
    expect([denied, allowed].map(({ status }) => status)).toEqual([403, 401]);
    expect(audit.records('task-create').map(({ meta }) => meta?.code)).toEqual([
      'repository_not_allowed',
      'github_sign_in_required',
    ]);
    expect(audit.records('task-create')[1].meta?.rule).toMatchObject({
      match: 'acme/services',
    });
  });

  it('has one event where the permission is missing, or the text cannot be stored', async () => {
    const ada = await setUp({
      features: [
        mockServices.permissions.mock({
          authorize: async requests =>
            requests.map(() => ({ result: AuthorizeResult.DENY })),
        }).factory,
      ],
    });
    expect((await ada.post(BODY)).body.error.code).toBe('permission_denied');
    expect((await ada.post({ ...BODY, prompt: 'a\0b' })).body.error.code).toBe(
      'validation_failed',
    );
    expect(
      audit
        .records('task-create')
        .map(({ meta, outcome }) => [outcome, meta?.code]),
    ).toEqual([
      ['failed', 'permission_denied'],
      ['failed', 'validation_failed'],
    ]);
  });

  it('obeys a rule of the admin page from the next request on, by portal and proxy, and offers accordingly', async () => {
    const ada = await setUp();
    const offered = async () =>
      (await ada.get('/repositories?query=acme/services')).body.items;
    expect(await offered()).toEqual([{ repository: 'acme/services' }]);
    const added = await addRule({
      match: 'acme/services',
      deny: true,
      denyFor: ['user:ada-nwosu'],
    });
    expect(await offered()).toEqual([]);
    const refused = await ada.post(BODY);
    expect(refused.body.error.message).toMatch(
      /closed acme\/services .*a rule of the admin page/,
    );
    const token = await stage.mint('priya-raman');
    const proxied = await request(portal.server)
      .post('/api/agent-tasks/github/agents/repos/acme/services/tasks')
      .set('X-GitHub-Token', token)
      .set(
        'Authorization',
        mockCredentials.user.header('user:default/priya-raman'),
      )
      .send({ prompt: 'x' });
    // Another user, whom the rule does not name.
    expect(proxied.status).toBe(201);
    expect(audit.records('task-create').map(({ meta }) => meta)).toEqual([
      expect.objectContaining({
        source: 'portal',
        rule: { id: added.id, origin: 'database', match: 'acme/services' },
        code: 'repository_not_allowed',
      }),
      expect.objectContaining({ source: 'proxy', rule }),
    ]);
    const removed = await portal
      .as('priya-raman')
      .send('delete', `/policy/rules/${added.id}`, {
        version: added.version,
        reason: 'No longer',
      });
    expect(removed.status).toBe(204);
    expect((await ada.post(BODY)).status).toBe(201);
  });

  it('offers the base branches that are allowed', async () => {
    const ada = await setUp({
      policy: {
        repositories: [
          { match: 'acme/services', baseRefs: ['main', 'release/*'] },
        ],
      },
    });
    expect((await ada.get('/repositories')).body.items).toEqual([
      { repository: 'acme/services', baseRefs: ['main', 'release/*'] },
    ]);
  });

  it('starts nothing while the rules of the admin page cannot be read', async () => {
    const knex = await databases.init('SQLITE_3');
    const ada = await setUp({ knex });
    await knex.schema.renameTable('policy_rules', 'lost');
    const answer = await ada.post(BODY);
    expect(answer.status).toBe(503);
    expect(answer.body.error.message).toMatch(/started nothing\. Try again/);
    expect(JSON.stringify(answer.body)).not.toMatch(/policy_rules|select/);
    expect(audit.records('task-create')).toEqual([
      expect.objectContaining({ outcome: 'failed' }),
    ]);
    expect(await stage.posts()).toEqual([]);
    await knex.schema.renameTable('lost', 'policy_rules');
    expect((await ada.post(BODY)).status).toBe(201);
  });

  it('obeys a change of app-config without a restart', async () => {
    const ada = await setUp();
    expect((await ada.post(BODY)).status).toBe(201);
    portal.changePolicy({ repositories: [{ match: 'acme/*', deny: true }] });
    expect((await ada.post(BODY)).status).toBe(403);
    // Nothing is opened by a mistake.
    portal.changePolicy({ repositories: [{ match: '*' }] });
    expect((await ada.post(BODY)).status).toBe(403);
    const shown = await portal.as('priya-raman').get('/policy');
    expect(shown.body.configProblem).toMatch(/repositories\[0\]\.match/);
  });
});
