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

import { createTestDatabases } from '../../../__testUtils__/createTestDatabases';
import { BEN, createRuleStores } from '../__testUtils__/createRuleStores';

jest.setTimeout(60_000);

const databases = createTestDatabases();

describe.each(databases.eachSupportedId())(
  'a rule that cannot be read, on %s',
  databaseId => {
    async function setUp() {
      const stores = await createRuleStores(databases, databaseId);
      /** As a newer version of the plugin, or somebody at the database, would. */
      const overwrite = (id: string, rule: string) =>
        stores.knex('policy_rules').where({ id }).update({ rule });
      return { ...stores, overwrite };
    }

    it.each([
      ['of a newer version', { match: 'acme/*', teams: ['a'] }, 'acme/*'],
      ['that denies', { match: 'acme/x', deny: true, teams: [1] }, 'acme/x'],
      ['with a bad list', { match: 'acme/*', allow: [] }, 'acme/*'],
      ['without a glob', { deny: true }, '*/*'],
      ['with a bad glob', { match: 'acme/{a', deny: true }, '*/*'],
      ['that is a list', [], '*/*'],
      ['that is null', null, '*/*'],
    ])('%s denies what it can match', async (_, value, match) => {
      const { other, add, overwrite } = await setUp();
      const { id } = await add({ match: 'acme/web', deny: true });
      await overwrite(id, JSON.stringify(value));
      expect(await other.list()).toEqual([
        expect.objectContaining({
          id,
          rule: { match, deny: true },
          enabled: true,
          problem: expect.stringMatching(
            new RegExp(`^Rule ${id} of the admin page cannot be read \\(.+\\)`),
          ),
        }),
      ]);
    });

    it('denies everything where it is no JSON, beside others that are as they were', async () => {
      const { store, add, overwrite } = await setUp();
      const good = await add({ match: 'acme/*' });
      const { id } = await add({ match: 'acme/web', deny: true });
      await overwrite(id, '{"match": "acme/we');
      const rules = await store.list();
      expect(rules[0]).toEqual(good);
      expect(rules[1].rule).toEqual({ match: '*/*', deny: true });
    });

    it('stays disabled if it is', async () => {
      const { store, add, overwrite } = await setUp();
      const { id } = await add({ match: 'acme/web', deny: true }, false);
      await overwrite(id, '{}');
      expect(await store.list()).toMatchObject([{ id, enabled: false }]);
    });

    it('can be saved anew', async () => {
      const { store, add, overwrite } = await setUp();
      const { id } = await add({ match: 'acme/web' });
      await overwrite(id, '{"match":"acme/web","teams":[]}');
      const change = { rule: { match: 'acme/web' }, enabled: true, version: 1 };
      const { after } = await store.update(id, change, BEN);
      expect(after).toMatchObject({ rule: { match: 'acme/web' }, version: 2 });
      expect(after).not.toHaveProperty('problem');
      const [change1] = await store.listChanges({ ruleId: id, limit: 1 });
      expect(change1).toMatchObject({
        action: 'updated',
        after: { match: 'acme/web' },
      });
      expect(change1).not.toHaveProperty('before');
    });

    it('can be deleted', async () => {
      const { store, add, overwrite } = await setUp();
      const { id } = await add({ match: 'acme/web' });
      await overwrite(id, 'nonsense');
      await store.delete(id, 1, BEN);
      expect(await store.list()).toEqual([]);
    });
  },
);
