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

import type { Portal, PortalUser } from '../../__testUtils__/startPortal';
import { createAdminStage } from './__testUtils__/createAdminStage';
import {
  addRule,
  changeRule,
  readPolicy,
  REASON,
  UUID,
} from './__testUtils__/ruleCalls';

jest.setTimeout(60_000);

const PRIYA = 'user:default/priya-raman';

describe('the rules of the policy over HTTP', () => {
  const { stage, start } = createAdminStage();
  let portal: Portal;
  let admin: PortalUser;
  let reader: PortalUser;

  const setUp = async (options?: Parameters<typeof start>[0]) => {
    ({ portal, admin, reader } = await start(options));
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
    const soon = await addRule(admin, {
      match: 'acme/a',
      validFrom: '2999-01-01',
    });
    const off = await addRule(admin, { match: 'acme/b', deny: true }, false);
    const { rules, limits, configProblem } = await readPolicy(reader);
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
    const allowing = await addRule(admin, { match: 'acme/*' });
    expect(await attempt()).toEqual([201, undefined]);
    const denying = await addRule(admin, {
      match: 'acme/services',
      deny: true,
    });
    expect(await attempt()).toEqual([403, 'repository_not_allowed']);
    await changeRule(admin, denying, denying.rule, false).expect(200);
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
    const entry = await addRule(admin, {
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
    const entry = await addRule(admin, { match: 'acme/*' });
    const [first, second] = await Promise.all([
      changeRule(admin, entry, { match: 'acme/a' }),
      changeRule(admin, entry, { match: 'acme/b' }),
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
    expect((await readPolicy(reader)).rules).toEqual([won.body]);
  });

  it('of app-config cannot be changed here', async () => {
    await setUp({ policy: { repositories: [{ match: 'acme/*' }] } });
    const id = encodeURIComponent('agentTasks.policy.repositories[0]');
    const answer = await changeRule(admin, { id }, { match: 'acme/a' });
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
      const answer = await changeRule(admin, { id }, { match: 'acme/a' });
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
    const own = await addRule(admin, { match: 'tools/*' });
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
    const changed = await changeRule(admin, own, { match: 'acme/payroll' });
    expect(changed.status).toBe(400);
    expect((await readPolicy(reader)).rules.slice(2)).toEqual([own]);
  });
});
