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

import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { createRepositoryOf } from '../createRepositoryOf';
import { EntityTies } from './EntityTies';

const PAYMENTS = 'group:default/payments';

function component(
  name: string,
  owner: string,
  slug?: string,
  source?: string,
) {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      ...(slug && {
        annotations: {
          'github.com/project-slug': slug,
          ...(source && { 'backstage.io/source-location': source }),
        },
      }),
    },
    relations: [{ type: 'ownedBy', targetRef: owner }],
  };
}

const repositoryOf = createRepositoryOf({
  config: new ConfigReader({
    integrations: { github: [{ host: 'github.com' }, { host: 'ghe.test' }] },
  }),
  host: 'github.com',
});

function setUp(entities: ReturnType<typeof component>[]) {
  const catalog = catalogServiceMock({ entities });
  const streamEntities = jest.spyOn(catalog, 'streamEntities');
  const getOwnServiceCredentials = async () => mockCredentials.service();
  return {
    streamEntities,
    ties: EntityTies.create({
      catalog,
      auth: mockServices.auth.mock({ getOwnServiceCredentials }),
      repositoryOf,
    }),
  };
}

describe('EntityTies', () => {
  it('knows what a group owns, over all pages of the catalog', async () => {
    const names = Array.from({ length: 1_200 }, (_, n) => `c${n}`);
    const { ties } = setUp([
      ...names.map(name => component(name, PAYMENTS, `Acme/${name}`)),
      component('storefront', 'group:default/shop', 'acme/storefront'),
    ]);
    expect(await ties.ownedBy([PAYMENTS])).toEqual({
      entityRefs: names.map(name => `component:default/${name}`),
      repositories: names.map(name => `acme/${name}`),
    });
    expect(await ties.ownedBy([])).toEqual({
      entityRefs: [],
      repositories: [],
    });
  });

  it('asks for many claims in parts, none of which makes too long a URL', async () => {
    const { ties, streamEntities } = setUp([
      component('billing', PAYMENTS, 'acme/billing'),
    ]);
    const claims = Array.from({ length: 120 }, (_, n) => `group:default/g${n}`);
    expect(await ties.ownedBy([...claims, PAYMENTS])).toEqual({
      entityRefs: ['component:default/billing'],
      repositories: ['acme/billing'],
    });
    expect(streamEntities).toHaveBeenCalledTimes(3);
  });

  it('knows the owners of a task by its entity and by its repository', async () => {
    const { ties } = setUp([
      component('billing', PAYMENTS, 'acme/billing'),
      component('mono', 'group:default/shop', 'ACME/Services'),
      component('other', 'group:default/ops', 'acme/services'),
      component('unrelated', 'group:default/ceo', 'acme/unrelated'),
    ]);
    expect(
      await ties.ownersOf({
        repository: 'acme/services',
        entityRef: 'component:default/billing',
      }),
    ).toEqual([PAYMENTS, 'group:default/shop', 'group:default/ops']);
    expect(await ties.ownersOf({ repository: 'acme/nowhere' })).toEqual([]);
  });

  it('ties no task to an entity of the repository of that name on another GitHub', async () => {
    const elsewhere = 'group:default/elsewhere';
    const { ties } = setUp([
      component('here', PAYMENTS, 'acme/x', 'url:https://github.com/acme/x/'),
      component('there', elsewhere, 'acme/x', 'url:https://ghe.test/acme/x/'),
    ]);
    const repository = 'acme/x';
    expect(await ties.ownersOf({ repository })).toEqual([PAYMENTS]);
    expect(await ties.ownedBy([elsewhere])).toEqual({
      entityRefs: ['component:default/there'],
      repositories: [],
    });
    // Unless it was started for that entity.
    const entityRef = 'component:default/there';
    expect(await ties.ownersOf({ repository, entityRef })).toEqual([
      PAYMENTS,
      elsewhere,
    ]);
  });

  it('remembers answers for a while, and asks once for those who ask at once', async () => {
    const { ties, streamEntities } = setUp([component('billing', PAYMENTS)]);
    const other = 'user:default/ada';
    await Promise.all([
      ties.ownedBy([PAYMENTS, other]),
      ties.ownedBy([other, PAYMENTS]),
    ]);
    await ties.ownedBy([PAYMENTS, other]);
    expect(streamEntities).toHaveBeenCalledTimes(1);
  });

  it('decides nothing where the catalog does not answer, and asks again', async () => {
    const { ties, streamEntities } = setUp([component('billing', PAYMENTS)]);
    streamEntities.mockImplementationOnce(() => {
      throw new Error('connect ECONNREFUSED');
    });
    await expect(ties.ownedBy([PAYMENTS])).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringMatching(/^The catalog could not be asked/),
    });
    expect((await ties.ownedBy([PAYMENTS])).entityRefs).toHaveLength(1);
  });
});
