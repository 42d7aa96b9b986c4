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

import type { Entity } from '@backstage/catalog-model';
import type { PolicyDecision } from 'backstage-plugin-agent-tasks-common';
import type { PortalUser } from '../../__testUtils__/startPortal';
import { createAdminStage } from './__testUtils__/createAdminStage';

jest.setTimeout(30_000);

const ADA = 'user:default/ada-nwosu';

const user = (name: string, ...groups: string[]): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name, namespace: 'default' },
  spec: {},
  relations: [
    ...groups.map(targetRef => ({ type: 'memberOf', targetRef })),
    { type: 'ownerOf', targetRef: 'group:default/owned' },
  ],
});

const entities = [
  user('ada-nwosu', 'group:default/payments', 'group:default/platform'),
  user('ben-larsen'),
];

describe('POST /policy/decision', () => {
  const { stage, start } = createAdminStage();

  const ask = async (
    who: PortalUser,
    body: object = {},
  ): Promise<{ status: number; body: PolicyDecision & { error?: any } }> =>
    who.send('post', '/policy/decision', {
      user: ADA,
      repository: 'acme/services',
      ...body,
    });

  it('says that a user may, by which rule, and how much of the limits is used', async () => {
    const { portal, reader } = await start({
      entities,
      policy: {
        repositories: [
          { match: '*/*', allow: ['group:default/nobody'] },
          {
            match: 'acme/*',
            limits: {
              activeTasksPerUser: 2,
              aiCreditsPerGroupPerMonth: 100,
            },
          },
        ],
        limits: { tasksPerUserPerDay: 10 },
      },
    });
    await (await stage.signIn(portal)).start({});
    const { status, body } = await ask(reader);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      allowed: true,
      ruleId: 'agentTasks.policy.repositories[1]',
      groups: ['group:default/payments', 'group:default/platform'],
    });
    expect(body.message).toMatch(
      /^Yes: the rules let user:default\/ada-nwosu start .*permission agent-tasks\.task\.create, and GitHub/,
    );
    expect(body.rules.map(({ match, outcome }) => [match, outcome])).toEqual([
      ['acme/*', 'allows'],
      ['*/*', 'does_not_apply'],
    ]);
    const of = (subject: string) => ({
      limit: 'aiCreditsPerGroupPerMonth',
      ruleId: 'agentTasks.policy.repositories[1]',
      subject,
      allowed: 100,
      used: 0,
      unknownTasks: 0,
      isReached: false,
    });
    expect(body.limits).toEqual([
      {
        limit: 'tasksPerUserPerDay',
        subject: ADA,
        allowed: 10,
        used: 1,
        isReached: false,
      },
      {
        limit: 'activeTasksPerUser',
        ruleId: 'agentTasks.policy.repositories[1]',
        subject: ADA,
        allowed: 2,
        used: 1,
        isReached: false,
      },
      // The test's sign-in gives Ada no groups, so her task counts for none.
      of('group:default/payments'),
      of('group:default/platform'),
    ]);
    expect(await stage.posts()).toHaveLength(1);
  });

  it('says what starting it would say, where a rule refuses', async () => {
    const { reader, portal } = await start({
      entities,
      policy: {
        repositories: [{ match: 'acme/*', models: ['m1'] }],
        limits: { activeTasksPerUser: 2 },
      },
    });
    const { body } = await ask(reader, { model: 'm2' });
    const ada = await stage.signIn(portal);
    const { error } = (
      await ada.post({ repository: 'acme/services', prompt: 'x', model: 'm2' })
    ).body;
    expect(body).toMatchObject({
      allowed: false,
      code: error.code,
      message: expect.stringContaining(error.message),
      ruleId: 'agentTasks.policy.repositories[0]',
      limits: [{ limit: 'activeTasksPerUser', used: 0 }],
    });
  });

  it('knows the groups of the catalog and no other relations', async () => {
    const { reader } = await start({
      entities,
      policy: {
        repositories: [
          { match: 'acme/services', allow: ['group:platform'] },
          { match: 'acme/billing', allow: ['group:owned'] },
        ],
      },
    });
    const allowed = async (body: object) =>
      (await ask(reader, body)).body.allowed;
    expect(await allowed({ user: 'User:default/Ada-Nwosu' })).toBe(true);
    expect(await allowed({ user: 'user:default/ben-larsen' })).toBe(false);
    expect(await allowed({ repository: 'acme/billing' })).toBe(false);
  });

  it('says that a limit is reached', async () => {
    const { portal, reader } = await start({
      entities,
      policy: {
        repositories: [{ match: 'acme/*' }],
        limits: { activeTasksPerUser: 1 },
      },
    });
    await (await stage.signIn(portal)).start({});
    const { body } = await ask(reader);
    expect(body).toMatchObject({
      allowed: false,
      code: 'limit_reached',
      limits: [{ used: 1, isReached: true }],
    });
    expect(body.message).toMatch(
      /A rule allows it .*user:default\/ada-nwosu has 1 unfinished/,
    );
  });

  it('refuses users whom the catalog does not have, and nonsense', async () => {
    const { reader } = await start({ entities });
    const unknown = await ask(reader, { user: 'user:default/nobody' });
    expect(unknown.status).toBe(400);
    expect(unknown.body.error).toMatchObject({
      code: 'validation_failed',
      issues: [
        {
          path: 'user',
          message: expect.stringMatching(
            /^The catalog has no user:default\/nobody/,
          ),
        },
      ],
    });
    const group = await ask(reader, { user: 'group:default/payments' });
    expect(group.body.error.issues[0].path).toBe('user');
  });

  it('is for those who may see the policy', async () => {
    const { outsider } = await start({ entities });
    const { status, body } = await ask(outsider, { user: 'nonsense' });
    expect([status, body.error.code]).toEqual([403, 'permission_denied']);
  });
});
