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
import { UUID } from './__testUtils__/ruleCalls';

jest.setTimeout(60_000);

describe('the policy is for those who may', () => {
  const { start } = createAdminStage();
  let portal: Portal;
  let admin: PortalUser;
  let reader: PortalUser;
  let outsider: PortalUser;

  const setUp = async () => {
    ({ portal, admin, reader, outsider } = await start());
  };

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
