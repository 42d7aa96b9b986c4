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

import type { PortalUser } from '../../__testUtils__/startPortal';
import { createAdminStage } from './__testUtils__/createAdminStage';
import { addRule, readPolicy, REASON, UUID } from './__testUtils__/ruleCalls';

jest.setTimeout(60_000);

describe('bodies of requests about rules', () => {
  const { audit, start } = createAdminStage();
  let admin: PortalUser;
  let reader: PortalUser;

  const setUp = async () => {
    ({ admin, reader } = await start());
  };

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
    expect((await readPolicy(reader)).rules).toEqual([]);
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
    const { id } = await addRule(admin, rule);
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
