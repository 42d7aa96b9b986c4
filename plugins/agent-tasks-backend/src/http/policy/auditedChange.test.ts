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
import request from 'supertest';
import type { Portal, PortalUser } from '../../__testUtils__/startPortal';
import { createAdminStage } from './__testUtils__/createAdminStage';
import { addRule, changeRule, REASON, UUID } from './__testUtils__/ruleCalls';

jest.setTimeout(60_000);

const PRIYA = 'user:default/priya-raman';

describe('changes of rules are audited', () => {
  const { audit, start } = createAdminStage();
  let portal: Portal;
  let admin: PortalUser;
  let reader: PortalUser;
  let outsider: PortalUser;

  const setUp = async () => {
    ({ portal, admin, reader, outsider } = await start());
  };

  it('when they are changed', async () => {
    await setUp();
    const { id } = await addRule(admin, { match: 'acme/*' });
    await changeRule(admin, { id }, { match: 'acme/a' }, false).expect(200);
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
    const entry = await addRule(admin, { match: 'acme/*' });
    audit.clear();
    await changeRule(outsider, entry, { match: 'acme/b' }).expect(403);
    await changeRule(reader, entry, { match: 'acme/b' }).expect(403);
    await changeRule(
      admin,
      { ...entry, version: 7 },
      { match: 'acme/b' },
    ).expect(409);
    await changeRule(admin, entry, { match: 'b' }).expect(400);
    await changeRule(admin, { id: UUID }, { match: 'acme/b' }).expect(404);
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
