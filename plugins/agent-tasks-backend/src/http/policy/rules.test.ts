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

import { mockCredentials } from '@backstage/backend-test-utils';
import {
  policyRuleEntrySchema,
  policySchema,
  type PolicyRule,
  type PolicyRuleEntry,
} from 'backstage-plugin-agent-tasks-common';
import request from 'supertest';
import type { Portal, PortalUser } from '../../__testUtils__/startPortal';
import { createAdminStage } from './__testUtils__/createAdminStage';

jest.setTimeout(60_000);

const REASON = 'The payments team asked for it';
const UUID = '5c8d4ff3-0a53-4a3d-9f0e-1b7f3b0f0a11';
const PRIYA = 'user:default/priya-raman';

describe('the rules of the policy over HTTP', () => {
  const { stage, audit, start } = createAdminStage();
  let portal: Portal;
  let admin: PortalUser;
  let reader: PortalUser;
  let outsider: PortalUser;

  const setUp = async (options?: Parameters<typeof start>[0]) => {
    ({ portal, admin, reader, outsider } = await start(options));
  };

  const add = async (rule: PolicyRule, enabled?: boolean) => {
    const answer = await admin.send('post', '/policy/rules', {
      rule,
      enabled,
      reason: REASON,
    });
    expect([answer.status, answer.body]).toEqual([201, expect.anything()]);
    return policyRuleEntrySchema.strict().parse(answer.body);
  };

  const change = (
    { id, version = 1 }: Partial<PolicyRuleEntry>,
    rule: PolicyRule,
    enabled = true,
    user = admin,
  ) =>
    user.send('put', `/policy/rules/${id}`, {
      rule,
      enabled,
      version,
      reason: REASON,
    });

  const policy = async () => {
    const answer = await reader.get('/policy');
    expect(answer.status).toBe(200);
    return policySchema.strict().parse(answer.body);
  };

  it('are those of app-config and then those of the admin page, with where they come from and how they stand', async () => {
    await setUp({
      policy: {
        repositories: [
          { match: 'acme/*' },
          { match: 'acme/old', validUntil: '2020-01-01' },
        ],
        limits: { activeTasksPerUser: 5 },
      },
    });
    const soon = await add({ match: 'acme/a', validFrom: '2999-01-01' });
    const off = await add({ match: 'acme/b', deny: true }, false);
    const { rules, limits, configProblem } = await policy();
    const seen = rules.map(({ id, origin, rule, status }) => [
      id,
      origin,
      rule.match,
      status,
    ]);
    expect(seen.slice(0, 2)).toEqual([
      ['agentTasks.policy.repositories[0]', 'config', 'acme/*', 'active'],
      ['agentTasks.policy.repositories[1]', 'config', 'acme/old', 'expired'],
    ]);
    // Which of two of one millisecond is the older nobody can tell.
    expect(new Set(seen.slice(2))).toEqual(
      new Set([
        [soon.id, 'database', 'acme/a', 'not_yet_valid'],
        [off.id, 'database', 'acme/b', 'disabled'],
      ]),
    );
    expect(limits).toEqual({ activeTasksPerUser: 5 });
    expect(configProblem).toBeUndefined();
  });

  it('hold from the moment they are written', async () => {
    await setUp();
    const ada = await stage.signIn(portal);
    const body = { repository: 'acme/services', prompt: 'Add a health check' };
    const attempt = async () => {
      const { status, body: answer } = await ada.post(body);
      return [status, answer.error?.code];
    };
    expect(await attempt()).toEqual([403, 'repository_not_allowed']);
    const allowing = await add({ match: 'acme/*' });
    expect(await attempt()).toEqual([201, undefined]);
    const denying = await add({ match: 'acme/services', deny: true });
    expect(await attempt()).toEqual([403, 'repository_not_allowed']);
    await change(denying, denying.rule, false).expect(200);
    expect(await attempt()).toEqual([201, undefined]);
    await admin
      .send('delete', `/policy/rules/${allowing.id}`, {
        version: 1,
        reason: REASON,
      })
      .expect(204);
    expect(await attempt()).toEqual([403, 'repository_not_allowed']);
    expect(await stage.posts()).toHaveLength(2);
  });

  it('are completed as they are written', async () => {
    await setUp();
    const entry = await add({
      match: ' Acme/Web-* ',
      allow: ['group:Platform', 'User:default/Ada'],
    });
    expect(entry).toEqual({
      id: expect.any(String),
      origin: 'database',
      status: 'active',
      version: 1,
      rule: {
        match: 'Acme/Web-*',
        allow: ['group:default/platform', 'user:default/ada'],
      },
      createdAt: expect.any(String),
      createdBy: PRIYA,
      updatedAt: entry.createdAt,
      updatedBy: PRIYA,
    });
  });

  it('lose no update of two admins', async () => {
    await setUp();
    const entry = await add({ match: 'acme/*' });
    const [first, second] = await Promise.all([
      change(entry, { match: 'acme/a' }),
      change(entry, { match: 'acme/b' }),
    ]);
    const [won, lost] =
      first.status === 200 ? [first, second] : [second, first];
    expect(won.body).toMatchObject({ version: 2, updatedBy: PRIYA });
    expect([lost.status, lost.body.error.code]).toEqual([409, 'rule_changed']);
    expect(lost.body.error.message).toContain(
      `${PRIYA} changed this rule at ${won.body.updatedAt}`,
    );
    const deletion = { version: 1, reason: REASON };
    const deleted = await admin.send(
      'delete',
      `/policy/rules/${entry.id}`,
      deletion,
    );
    expect(deleted.status).toBe(409);
    expect((await policy()).rules).toEqual([won.body]);
  });

  it('of app-config cannot be changed here', async () => {
    await setUp({ policy: { repositories: [{ match: 'acme/*' }] } });
    const id = encodeURIComponent('agentTasks.policy.repositories[0]');
    const answer = await change({ id }, { match: 'acme/a' });
    expect([answer.status, answer.body.error.code]).toEqual([
      404,
      'rule_not_found',
    ]);
    expect(answer.body.error.message).toContain('app-config.yaml');
  });

  it.each([UUID, 'a%00b', '..%2F..%2Fetc', "'%20or%201=1", 'x'.repeat(2000)])(
    'are found by their id alone: %#',
    async id => {
      await setUp();
      const answer = await change({ id }, { match: 'acme/a' });
      expect([answer.status, answer.body.error.code]).toEqual([
        404,
        'rule_not_found',
      ]);
    },
  );

  it('do not repeat or contradict those of either origin', async () => {
    await setUp({
      policy: {
        repositories: [
          { match: 'acme/*', models: ['a', 'b'] },
          { match: 'acme/payroll', deny: true },
        ],
      },
    });
    const own = await add({ match: 'tools/*' });
    const refusals = await Promise.all(
      [
        { match: 'ACME/*', models: ['b', 'a'] },
        { match: 'acme/payroll' },
        { match: 'tools/*' },
      ].map(rule =>
        admin.send('post', '/policy/rules', { rule, reason: REASON }),
      ),
    );
    expect(
      refusals.map(({ status, body }) => [
        status,
        body.error.code,
        body.error.issues,
      ]),
    ).toEqual(
      [
        /repositories\[0\] of app-config says the same/,
        /repositories\[1\] of app-config denies 'acme\/payroll' altogether/,
        /that user:default\/priya-raman added at .* says the same/,
      ].map(message => [
        400,
        'validation_failed',
        [{ path: 'rule.match', message: expect.stringMatching(message) }],
      ]),
    );
    const changed = await change(own, { match: 'acme/payroll' });
    expect(changed.status).toBe(400);
    expect((await policy()).rules.slice(2)).toEqual([own]);
  });

  describe('bodies', () => {
    const rule = { match: 'acme/*' };
    const bad: [string, unknown, string][] = [
      ['nothing', undefined, 'rule'],
      ['a list', [], ''],
      ['null', 'null', ''],
      ['no JSON', '{"rule": ', ''],
      ['no rule', { reason: REASON }, 'rule'],
      ['no reason', { rule }, 'reason'],
      ['a short reason', { rule, reason: ' a ' }, 'reason'],
      ['a reason with a NUL', { rule, reason: 'abc\0' }, 'reason'],
      ['a long reason', { rule, reason: 'x'.repeat(501) }, 'reason'],
      ['two lines', { rule, reason: 'Done.\n2026 INFO ok' }, 'reason'],
      ['no glob', { rule: {}, reason: REASON }, 'rule.match'],
      ['a bad glob', { rule: { match: 'acme' }, reason: REASON }, 'rule.match'],
      [
        'an unknown key',
        { rule: { ...rule, deni: true }, reason: REASON },
        'rule',
      ],
      [
        'an empty list',
        { rule: { ...rule, models: [] }, reason: REASON },
        'rule.models',
      ],
      [
        'no entity ref',
        { rule: { ...rule, allow: ['ada'] }, reason: REASON },
        'rule.allow.0',
      ],
      [
        'a bad limit',
        {
          rule: { ...rule, limits: { activeTasksPerUser: 0 } },
          reason: REASON,
        },
        'rule.limits.activeTasksPerUser',
      ],
      [
        'a denial with limits',
        { rule: { ...rule, deny: true, limits: {} }, reason: REASON },
        'rule.limits',
      ],
      [
        'a prototype',
        `{"rule": {"match": "acme/*", "__proto__": {"deny": true}}, "reason": "${REASON}"}`,
        'rule',
      ],
      [
        'a prototype around it',
        `{"__proto__": {"rule": {"match": "acme/*"}}, "reason": "${REASON}"}`,
        'rule',
      ],
      [
        'a constructor',
        `{"rule": {"match": "acme/*", "constructor": {"prototype": {"deny": true}}}, "reason": "${REASON}"}`,
        'rule',
      ],
      ['a deep list', `${'['.repeat(200_000)}${']'.repeat(200_000)}`, ''],
      [
        'a deep rule',
        `{"reason": "${REASON}", "rule": ${'{"match":'.repeat(
          50_000,
        )}1${'}'.repeat(50_000)}}`,
        'rule.match',
      ],
      ['2 MB', { rule, reason: 'x'.repeat(2_000_000) }, ''],
    ];

    it('that are not right are refused with what is wrong', async () => {
      await setUp();
      for (const [name, body, path] of bad) {
        const answer = await admin
          .send('post', '/policy/rules')
          .set('Content-Type', 'application/json')
          .send(body as object);
        expect([name, answer.status, answer.body.error?.code]).toEqual([
          name,
          400,
          'validation_failed',
        ]);
        expect([name, answer.body.error.issues[0].path]).toEqual([name, path]);
        expect(answer.body.error.issues[0].message).not.toBe('');
      }
      expect((await policy()).rules).toEqual([]);
      expect(({} as any).deny).toBeUndefined();
      expect(audit.records('policy-rule-create')).toHaveLength(bad.length);
    });

    it.each([
      ['without a version', { version: undefined }, 'version'],
      ['with version 0', { version: 0 }, 'version'],
      ['with a version as text', { version: '1' }, 'version'],
      ['without enabled', { enabled: undefined }, 'enabled'],
      ['with an id', { id: UUID }, ''],
    ])('of changes are refused %s', async (_, overrides, path) => {
      await setUp();
      const { id } = await add(rule);
      const answer = await admin.send('put', `/policy/rules/${id}`, {
        rule: { match: 'acme/a' },
        enabled: true,
        version: 1,
        reason: REASON,
        ...overrides,
      });
      expect(answer.status).toBe(400);
      expect(answer.body.error.issues[0].path).toBe(path);
    });
  });

  describe('are for those who may', () => {
    const calls: [
      'get' | 'post' | 'put' | 'delete',
      string,
      'read' | 'update',
    ][] = [
      ['get', '/policy', 'read'],
      ['get', '/policy/changes', 'read'],
      ['get', '/policy/export.yaml', 'read'],
      ['post', '/policy/preview', 'read'],
      ['post', '/policy/rules', 'update'],
      ['put', `/policy/rules/${UUID}`, 'update'],
      ['delete', `/policy/rules/${UUID}`, 'update'],
    ];
    const call = (user: PortalUser, method: string, path: string) =>
      method === 'get' ? user.get(path) : user.send(method as 'post', path, {});

    it.each(calls)('%s %s needs policy.%s', async (method, path, action) => {
      await setUp();
      const refused = await call(outsider, method, path);
      expect([refused.status, refused.body.error.code]).toEqual([
        403,
        'permission_denied',
      ]);
      expect(refused.body.error.message).toContain(
        `agent-tasks.policy.${action}`,
      );
      expect((await call(admin, method, path)).status).not.toBe(403);
      expect((await call(reader, method, path)).status === 403).toBe(
        action === 'update',
      );
    });

    it.each(calls)('%s %s is not for services', async (method, path) => {
      await setUp();
      const answer = await request(portal.server)
        [method](`/api/agent-tasks/v1${path}`)
        .set('Authorization', mockCredentials.service.header());
      expect([answer.status, answer.body.error.code]).toEqual([
        403,
        'permission_denied',
      ]);
    });

    it.each(calls)('%s %s is not for nobody', async (method, path) => {
      await setUp();
      const answer = await request(portal.server)
        [method](`/api/agent-tasks/v1${path}`)
        .set('Authorization', mockCredentials.none.header());
      expect(answer.status).toBe(401);
    });

    it('are known to the permission framework', async () => {
      await setUp();
      const answer = await request(portal.server).get(
        '/api/agent-tasks/.well-known/backstage/permissions/metadata',
      );
      expect(
        answer.body.permissions.map(({ name }: { name: string }) => name),
      ).toEqual(
        expect.arrayContaining([
          'agent-tasks.policy.read',
          'agent-tasks.policy.update',
          'agent-tasks.usage.read',
        ]),
      );
    });
  });

  describe('are audited', () => {
    it('when they are changed', async () => {
      await setUp();
      const { id } = await add({ match: 'acme/*' });
      await change({ id }, { match: 'acme/a' }, false).expect(200);
      await admin
        .send('delete', `/policy/rules/${id}`, { version: 2, reason: REASON })
        .expect(204);
      const common = { by: PRIYA, reason: REASON, ruleId: id };
      const [before, after] = [
        { rule: { match: 'acme/*' }, enabled: true },
        { rule: { match: 'acme/a' }, enabled: false },
      ];
      expect(audit.records()).toEqual([
        {
          eventId: 'policy-rule-create',
          severityLevel: 'medium',
          outcome: 'succeeded',
          meta: { ...common, after: before },
        },
        {
          eventId: 'policy-rule-update',
          severityLevel: 'medium',
          outcome: 'succeeded',
          meta: { ...common, before, after },
        },
        {
          eventId: 'policy-rule-delete',
          severityLevel: 'high',
          outcome: 'succeeded',
          meta: { ...common, before: after },
        },
      ]);
    });

    it('when they are refused, once each', async () => {
      await setUp();
      const entry = await add({ match: 'acme/*' });
      audit.clear();
      await change(entry, { match: 'acme/b' }, true, outsider).expect(403);
      await change(entry, { match: 'acme/b' }, true, reader).expect(403);
      await change({ ...entry, version: 7 }, { match: 'acme/b' }).expect(409);
      await change(entry, { match: 'b' }).expect(400);
      await change({ id: UUID }, { match: 'acme/b' }).expect(404);
      await request(portal.server)
        .delete(`/api/agent-tasks/v1/policy/rules/${entry.id}`)
        .set('Authorization', mockCredentials.service.header())
        .expect(403);
      expect(
        audit
          .records()
          .map(({ outcome, error, meta }) => [
            outcome,
            (error as any).code,
            meta?.code,
            meta?.by,
            meta?.ruleId,
          ]),
      ).toEqual(
        [
          ['permission_denied', 'user:default/ada-nwosu', entry.id],
          ['permission_denied', 'user:default/chloe-tran', entry.id],
          ['rule_changed', PRIYA, entry.id],
          ['validation_failed', PRIYA, entry.id],
          ['rule_not_found', PRIYA, UUID],
          ['permission_denied', undefined, entry.id],
        ].map(([code, by, ruleId]) => ['failed', code, code, by, ruleId]),
      );
    });
  });
});
