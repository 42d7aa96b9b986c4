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
  componentEntityV1alpha1Validator,
  groupEntityV1alpha1Validator,
  parseEntityRef,
  stringifyEntityRef,
  systemEntityV1alpha1Validator,
  userEntityV1alpha1Validator,
  type Entity,
} from '@backstage/catalog-model';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { simulatorPeople } from 'github-agent-tasks-simulator';
import { parseAllDocuments } from 'yaml';

function read(file: string): Entity[] {
  const path = resolve(__dirname, '../../../examples', file);
  return parseAllDocuments(readFileSync(path, 'utf8')).map(document =>
    document.toJS(),
  );
}

const people = read('org.yaml');
const software = read('entities.yaml');
const everything = [...people, ...software];
const refs = everything.map(entity => stringifyEntityRef(entity));

const VALIDATORS: Record<string, { check(entity: Entity): Promise<boolean> }> =
  {
    Component: componentEntityV1alpha1Validator,
    Group: groupEntityV1alpha1Validator,
    System: systemEntityV1alpha1Validator,
    User: userEntityV1alpha1Validator,
  };

describe('the demo catalog', () => {
  it.each(everything.map(entity => [stringifyEntityRef(entity), entity]))(
    'has a valid %s',
    async (_, entity) => {
      const { kind } = entity as Entity;
      await expect(VALIDATORS[kind].check(entity as Entity)).resolves.toBe(
        true,
      );
    },
  );

  it('refers to nothing that does not exist', () => {
    const named = everything.flatMap(({ spec = {} }) => {
      const { owner, system, parent, memberOf, children, dependsOn } =
        spec as Record<string, any>;
      const to = (kind: string, names: string[] = []) =>
        names.map(name =>
          stringifyEntityRef(
            parseEntityRef(name, {
              defaultKind: kind,
              defaultNamespace: 'default',
            }),
          ),
        );
      return [
        ...to('group', [owner, parent].filter(Boolean)),
        ...to('group', [...(memberOf ?? []), ...(children ?? [])]),
        ...to('system', [system].filter(Boolean)),
        ...to('component', dependsOn),
      ];
    });
    expect(refs).toEqual(expect.arrayContaining(named));
    expect(new Set(refs).size).toBe(refs.length);
  });

  it.each(Object.entries(simulatorPeople))(
    'knows the GitHub account of %s',
    (login, { name, nodeId }) => {
      const user = people.find(
        ({ kind, metadata }) => kind === 'User' && metadata.name === login,
      );
      expect(user).toMatchObject({
        metadata: {
          annotations: {
            'github.com/user-id': nodeId,
            'github.com/user-login': login,
          },
        },
        spec: { profile: { displayName: name } },
      });
    },
  );

  it.each(['services', 'billing', 'storefront', 'payments-ledger', 'payroll'])(
    'ties %s to its repository',
    name => {
      const entity = software.find(({ metadata }) => metadata.name === name);
      expect(entity?.metadata.annotations?.['github.com/project-slug']).toBe(
        `acme/${name}`,
      );
    },
  );
});
