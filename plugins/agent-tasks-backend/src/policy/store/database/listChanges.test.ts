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
import { ADA, BEN, createRuleStores } from '../__testUtils__/createRuleStores';

jest.setTimeout(60_000);

const databases = createTestDatabases();

describe.each(databases.eachSupportedId())('listChanges, on %s', databaseId => {
  it('pages through the history, of all rules or of one', async () => {
    const { store, add } = await createRuleStores(databases, databaseId);
    const { id } = await add({ match: 'acme/0' });
    for (let version = 1; version <= 4; version++) {
      await store.update(
        id,
        { rule: { match: `acme/${version}` }, enabled: true, version },
        BEN,
      );
      await add({ match: `tools/${version}` });
    }
    const pages = async (ruleId?: string) => {
      const seen: (string | undefined)[] = [];
      for (let before: string | undefined; ; ) {
        const page = await store.listChanges({ ruleId, before, limit: 2 });
        if (page.length === 0) return seen;
        seen.push(...page.map(({ after }) => after?.match));
        before = page[page.length - 1].id;
      }
    };
    expect(await pages(id)).toEqual([
      'acme/4',
      'acme/3',
      'acme/2',
      'acme/1',
      'acme/0',
    ]);
    expect(await pages()).toEqual([
      'tools/4',
      'acme/4',
      'tools/3',
      'acme/3',
      'tools/2',
      'acme/2',
      'tools/1',
      'acme/1',
      'acme/0',
    ]);
    const [newest] = await store.listChanges({ limit: 1 });
    expect(newest).toEqual({
      id: expect.stringMatching(/^\d+$/),
      ruleId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      at: expect.stringMatching(/^2026-11-22T12:00:\d\d\.000Z$/),
      action: 'created',
      ...ADA,
      after: { match: 'tools/4' },
    });
  });
});
