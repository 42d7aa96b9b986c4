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
  mockCredentials,
  mockServices,
  type TestDatabaseId,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  AuthorizeResult,
  type PermissionCondition,
  type PermissionCriteria,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  agentTaskReadPermission,
  TASK_STATES,
} from 'backstage-plugin-agent-tasks-common';
import {
  agentTaskConditions,
  agentTaskRules,
  createAgentTaskConditionalDecision,
} from 'backstage-plugin-agent-tasks-node';
import fc from 'fast-check';
import { createTestDatabases } from '../__testUtils__/createTestDatabases';
import { pendingTask } from '../__testUtils__/storedTask';
import { toIntentRow } from './database/rows';
import { DatabaseTaskStore } from './DatabaseTaskStore';
import { EntityTies } from './EntityTies';
import { ReadPermission } from './ReadPermission';
import type { TaskCriteria } from './TaskCriteria';
import type { StoredTask } from './types';

jest.setTimeout(120_000);

type Criteria = PermissionCriteria<PermissionCondition<'agent-task'>>;

const GROUPS = ['group:default/payments', 'group:default/shop', 'Group:x/Odd'];
const USERS = ['user:default/ada', 'user:default/ben', 'user:default/O_o'];
const NAMES = ['a', 'b', 'ab', 'a_b', 'a-b', 'axb', 'a.b', 'B', '_'];
const REPOSITORIES = ['acme', 'ac', 'Acme-labs'].flatMap(owner =>
  NAMES.map(name => `${owner}/${name}`),
);
const ENTITIES = ['a', 'b', 'c', 'd'].map((name, index) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name,
    ...(index < 3 && {
      annotations: {
        'github.com/project-slug': ['ACME/a', 'acme/a', 'ac/a_b'][index],
      },
    }),
  },
  relations: [
    { type: 'ownedBy', targetRef: GROUPS[index % 3].toLowerCase() },
    ...(index === 1 ? [{ type: 'ownedBy', targetRef: USERS[0] }] : []),
    { type: 'partOf', targetRef: GROUPS[0] },
  ],
}));

const taskArbitrary = fc
  .record({
    repository: fc.constantFrom(...REPOSITORIES),
    requestedBy: fc.constantFrom(...USERS),
    entityRef: fc.constantFrom(
      undefined,
      'component:default/a',
      'component:default/d',
      'component:default/nowhere',
    ),
  })
  .map(fields => pendingTask(fields));

const patternArbitrary = fc
  .tuple(
    fc.constantFrom('*', 'acme', 'ACME', 'ac*', 'a?', '?c*e', '*-labs', '**'),
    fc.constantFrom(
      '*',
      'a',
      'A?B',
      'a_b',
      '?',
      '_',
      '*b',
      'a*b*',
      'a.b',
      '*_*',
    ),
  )
  .map(parts => parts.join('/'));

const { isRequester, isEntityOwner, matchesRepository } = agentTaskConditions;

const criteriaArbitrary = fc.letrec<{ tree: Criteria }>(tie => {
  const trees = fc.array(tie('tree'), { minLength: 1, maxLength: 3 });
  return {
    tree: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fc.oneof<fc.Arbitrary<Criteria>[]>(
        fc
          .constantFrom(...USERS, 'User:Default/Ada', 'user:default/nobody')
          .map(userRef => isRequester({ userRef })),
        fc
          .subarray([...GROUPS, USERS[0], 'group:default/nobody'])
          .map(claims => isEntityOwner({ claims })),
        fc
          .array(patternArbitrary, { maxLength: 3 })
          .map(patterns => matchesRepository({ patterns })),
      ),
      trees.map(allOf => ({ allOf } as Criteria)),
      trees.map(anyOf => ({ anyOf } as Criteria)),
      tie('tree').map(not => ({ not })),
    ),
  };
}).tree;

describe('ReadPermission', () => {
  const databases = createTestDatabases();
  const credentials = mockCredentials.user('user:default/ada');

  async function setUp(databaseId: TestDatabaseId) {
    const knex = await databases.init(databaseId);
    const store = await DatabaseTaskStore.create({
      database: mockServices.database.mock({ getClient: async () => knex }),
    });
    let decision: PolicyDecision;
    let getResources: (ids: string[]) => Promise<unknown[]>;
    const permissions = mockServices.permissions.mock({
      authorizeConditional: async () => [decision],
    });
    const rules = new Map<string, any>(
      Object.values(agentTaskRules).map(rule => [rule.name, rule]),
    );
    const readPermission = ReadPermission.create({
      permissions,
      permissionsRegistry: mockServices.permissionsRegistry.mock({
        addResourceType: options => {
          getResources = options.getResources as typeof getResources;
        },
        getPermissionRuleset: () => ({
          getRuleByName: name => rules.get(name),
        }),
      }),
      store,
      entityTies: EntityTies.create({
        catalog: catalogServiceMock({ entities: ENTITIES }),
        auth: mockServices.auth.mock({
          getOwnServiceCredentials: async () => mockCredentials.service(),
        }),
        repositoryOf: ({ metadata: { annotations } }) =>
          annotations?.['github.com/project-slug'],
      }),
    });
    return {
      knex,
      store,
      readPermission,
      getResources: (ids: string[]) => getResources(ids),
      decide(next: PolicyDecision) {
        decision = next;
      },
      decideBy(conditions: Criteria) {
        decision = createAgentTaskConditionalDecision(
          agentTaskReadPermission,
          conditions,
        );
      },
      async insert(tasks: StoredTask[]) {
        for (const task of tasks) {
          const { createdAt: firstCheckAt } = task;
          await knex('tasks').insert(
            toIntentRow({ task, requestHash: 'x', firstCheckAt, groups: [] }),
          );
        }
      },
    };
  }

  describe.each(databases.eachSupportedId())('%p', databaseId => {
    it('comes to the same for a list and for each task in it, whatever the conditions', async () => {
      const stage = await setUp(databaseId);
      const { readPermission, store } = stage;
      const tasks = fc.sample(taskArbitrary, { numRuns: 150, seed: 5 });
      await stage.insert(tasks);
      let partial = 0;

      await fc.assert(
        fc.asyncProperty(criteriaArbitrary, async conditions => {
          stage.decideBy(conditions);
          const permitted = await readPermission.criteria(credentials);
          const listed = await store.list({ ...permitted, limit: 1_000 });
          const allowed: string[] = [];
          for (const task of tasks) {
            if (await readPermission.allows(credentials, task)) {
              allowed.push(task.id);
            }
          }
          expect(listed.map(({ id }) => id).sort()).toEqual(allowed.sort());
          if (allowed.length > 0 && allowed.length < tasks.length) partial++;
        }),
        { numRuns: 300, seed: 11 },
      );
      // Conditions that tell tasks apart, not only all or nothing.
      expect(partial).toBeGreaterThan(100);
    });

    it('allows all, or none, where the policy decides without conditions', async () => {
      const { readPermission, decide } = await setUp(databaseId);
      decide({ result: AuthorizeResult.ALLOW });
      expect(await readPermission.criteria(credentials)).toEqual({});
      expect(await readPermission.allows(credentials, pendingTask())).toBe(
        true,
      );
      decide({ result: AuthorizeResult.DENY });
      expect(await readPermission.criteria(credentials)).toBe(false);
      expect(await readPermission.allows(credentials, pendingTask())).toBe(
        false,
      );
    });

    it('shows other plugins the same resource', async () => {
      const { insert, getResources } = await setUp(databaseId);
      const task = pendingTask({
        repository: 'Acme/a',
        entityRef: 'component:default/d',
      });
      await insert([task]);
      const [resource, missing] = await getResources([task.id, 'another']);
      expect(resource).toMatchObject({
        id: task.id,
        repository: 'Acme/a',
        entityOwners: expect.arrayContaining([
          'group:default/payments',
          'group:default/shop',
          'user:default/ada',
        ]),
      });
      expect(resource).not.toHaveProperty('githubUserId');
      expect(missing).toBeUndefined();
    });

    it.each<[string, (patterns: string[]) => TaskCriteria]>([
      ['in one list', patterns => ({ property: 'repository', patterns })],
      [
        'one by one',
        patterns => ({
          anyOf: patterns.map(pattern => ({
            property: 'repository',
            patterns: [pattern],
          })) as [TaskCriteria, ...TaskCriteria[]],
        }),
      ],
    ])('takes thousands of patterns, %s', async (_name, toCriteria) => {
      const { store } = await setUp(databaseId);
      const patterns = Array.from({ length: 3_000 }, (_, n) => `acme/${n}-*`);
      await expect(
        store.list({
          criteria: toCriteria(patterns),
          states: [...TASK_STATES],
          limit: 20,
        }),
      ).resolves.toEqual([]);
    });

    it('takes the entities of a whole company', async () => {
      const { store } = await setUp(databaseId);
      const many = (prefix: string) =>
        Array.from({ length: 100_000 }, (_, n) => `${prefix}${n}`);
      const list = await store.list({
        criteria: {
          property: 'tie',
          entityRefs: many('component:default/c'),
          repositories: many('acme/r'),
        },
        hidden: { repositories: many('acme/h'), exceptOf: 'user:default/ada' },
        limit: 10,
      });
      expect(list).toEqual([]);
    });
  });
});
