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
import { rulePreviewSchema } from 'backstage-plugin-agent-tasks-common';
import type { PortalUser } from '../../__testUtils__/startPortal';
import { createAdminStage } from './__testUtils__/createAdminStage';

jest.setTimeout(60_000);

const component = (
  name: string,
  slug?: string,
  kind = 'Component',
): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: {
    name,
    ...(slug && { annotations: { 'github.com/project-slug': slug } }),
  },
});

describe('POST /policy/preview', () => {
  const { stage, start } = createAdminStage();

  const preview = async (user: PortalUser, match: string) => {
    const answer = await user.send('post', '/policy/preview', { match });
    expect([answer.status, answer.body]).toEqual([200, expect.anything()]);
    return rulePreviewSchema.strict().parse(answer.body);
  };

  const names = ({ items }: { items: { repository: string }[] }) =>
    items.map(({ repository }) => repository);

  it('shows what a glob matches, in the catalog and of the admin on GitHub', async () => {
    const { portal } = await start({
      entities: [
        component('billing', 'ACME/Billing'),
        component('billing-api', 'acme/billing', 'API'),
        component('only-here', 'acme/not-on-github'),
        component('elsewhere', 'tools/cli'),
        component('none'),
        component('broken', 'not a repository'),
        component('evil', 'acme/../secrets'),
      ],
    });
    const admin = await stage.signIn(portal, 'priya-raman');
    const answer = await preview(admin, 'Acme/*');
    expect(answer.gitHub).toBe('asked');
    expect(answer.items).toEqual(
      expect.arrayContaining([
        {
          repository: 'acme/billing',
          entityRefs: ['api:default/billing-api', 'component:default/billing'],
          isYours: true,
        },
        {
          repository: 'acme/not-on-github',
          entityRefs: ['component:default/only-here'],
          isYours: false,
        },
        { repository: 'acme/payroll', entityRefs: [], isYours: true },
      ]),
    );
    expect(names(answer)).toEqual([...names(answer)].sort());
    expect(answer.total).toBe(answer.items.length);
    expect(names(answer)).not.toContain('tools/cli');
    expect(names(await preview(admin, 'tools/*'))).toEqual(['tools/cli']);
    expect(await preview(admin, 'nobody/*')).toEqual({
      items: [],
      total: 0,
      gitHub: 'asked',
    });
  });

  it('leaves out what is tied to the repository of that name on another GitHub', async () => {
    const located = (name: string, annotations: Record<string, string>) => {
      const entity = component(name, 'acme/billing');
      Object.assign(entity.metadata.annotations!, annotations);
      return entity;
    };
    const { admin } = await start({
      entities: [
        located('here', {
          'backstage.io/source-location': `url:${stage.simulator.url}/acme/billing/tree/main/`,
        }),
        located('there', {
          'backstage.io/managed-by-location':
            'url:https://github.com/acme/billing/blob/main/catalog-info.yaml',
        }),
        located('described-there', {
          'backstage.io/managed-by-location':
            'url:https://github.com/acme/catalog/blob/main/all.yaml',
          'backstage.io/source-location': `url:${stage.simulator.url}/acme/billing/`,
        }),
        located('on-no-github', {
          'backstage.io/managed-by-location': 'file:/srv/catalog-info.yaml',
        }),
      ],
    });
    expect((await preview(admin, 'acme/*')).items).toEqual([
      {
        repository: 'acme/billing',
        entityRefs: [
          'component:default/described-there',
          'component:default/here',
          'component:default/on-no-github',
        ],
        isYours: false,
      },
    ]);
  });

  it('asks GitHub once for several globs', async () => {
    const { portal } = await start();
    const admin = await stage.signIn(portal, 'priya-raman');
    await preview(admin, 'acme/*');
    const asked = async () =>
      (await stage.simulator.control.requests()).filter(({ path }) =>
        path.includes('/user/repos'),
      ).length;
    const before = await asked();
    await preview(admin, 'acme/b*');
    await preview(admin, 'acme/bi*');
    expect(before).toBeGreaterThan(0);
    expect(await asked()).toBe(before);
  });

  it('is of the catalog alone without a GitHub token', async () => {
    const { admin } = await start({
      entities: [component('billing', 'acme/billing')],
    });
    expect(await preview(admin, 'acme/*')).toEqual({
      items: [
        {
          repository: 'acme/billing',
          entityRefs: ['component:default/billing'],
          isYours: false,
        },
      ],
      total: 1,
      gitHub: 'sign_in_required',
    });
    expect(await stage.simulator.control.requests()).toEqual([]);
  });

  it.each([
    ['server-error', 'unavailable'],
    ['primary-rate-limit', 'unavailable'],
    ['unauthorized', 'sign_in_required'],
  ] as const)(
    'is of the catalog alone where GitHub answers with %s',
    async (kind, gitHub) => {
      const { portal } = await start({
        entities: [component('billing', 'acme/billing')],
      });
      const admin = await stage.signIn(portal, 'priya-raman');
      await stage.simulator.control.addFault({
        path: '/user/repos',
        fault: { kind },
        times: 10,
      });
      const answer = await preview(admin, 'acme/*');
      expect([answer.gitHub, names(answer)]).toEqual([
        gitHub,
        ['acme/billing'],
      ]);
    },
  );

  it('shows the first hundred by name of all that match', async () => {
    const entities = Array.from({ length: 1_203 }, (_, index) =>
      component(`c${index}`, `big/repository-${1_202 - index}`),
    );
    const { admin } = await start({ entities });
    const answer = await preview(admin, 'big/*');
    expect(answer.total).toBe(1_203);
    expect(names(answer)).toEqual(
      entities
        .map(({ metadata }) => metadata.annotations!['github.com/project-slug'])
        .sort()
        .slice(0, 100),
    );
  });

  it.each([
    ['no glob', {}, 'match'],
    ['a bad glob', { match: 'acme/{a' }, 'match'],
    ['something else', { match: 'acme/*', deny: true }, ''],
  ])('refuses %s', async (_, body, path) => {
    const { admin } = await start();
    const answer = await admin.send('post', '/policy/preview', body);
    expect([answer.status, answer.body.error.code]).toEqual([
      400,
      'validation_failed',
    ]);
    expect(answer.body.error.issues[0].path).toBe(path);
  });

  it('says so when the catalog cannot be asked', async () => {
    const { admin } = await start({ catalogError: new Error('no catalog') });
    const answer = await admin.send('post', '/policy/preview', {
      match: 'acme/*',
    });
    expect(answer.status).toBe(503);
    expect(answer.body.error.message).toContain('catalog could not be asked');
    expect(JSON.stringify(answer.body)).not.toContain('no catalog');
  });
});
