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
import { mockCredentials } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { chooseEntity, findRepositoryEntity } from './findRepositoryEntity';

function component(name: string, slug?: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      ...(slug && { annotations: { 'github.com/project-slug': slug } }),
    },
  };
}

describe('findRepositoryEntity', () => {
  it('finds the entity that is annotated with the repository', async () => {
    const catalog = catalogServiceMock({
      entities: [
        component('plain'),
        component('billing', 'acme/billing'),
        component('shop', 'acme/storefront'),
      ],
    });
    const options = { credentials: mockCredentials.user() };

    await expect(
      findRepositoryEntity(catalog, 'acme/storefront', options),
    ).resolves.toBe('component:default/shop');
    await expect(
      findRepositoryEntity(catalog, 'acme/payroll', options),
    ).resolves.toBeUndefined();
  });
});

describe('chooseEntity', () => {
  it.each([
    [[], undefined],
    [['notifications'], 'component:default/notifications'],
    [['notifications', 'services'], 'component:default/services'],
    [['zeta', 'alpha'], 'component:default/alpha'],
  ])('of %j chooses %s', (names, expected) => {
    const entities = names.map(name => component(name));
    expect(chooseEntity(entities, 'acme/Services')).toBe(expected);
  });
});
