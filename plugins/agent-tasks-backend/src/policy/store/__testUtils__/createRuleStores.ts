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
  mockServices,
  type TestDatabaseId,
  type TestDatabases,
} from '@backstage/backend-test-utils';
import type { PolicyRule } from 'backstage-plugin-agent-tasks-common';
import { DatabaseTaskStore } from '../../../tasks/DatabaseTaskStore';
import { DatabasePolicyRuleStore } from '../DatabasePolicyRuleStore';

/** Who adds rules. */
export const ADA = { by: 'user:default/ada', reason: 'Asked for by the team' };

/** Who changes them. */
export const BEN = {
  by: 'user:default/ben',
  reason: 'Closed after the incident',
};

/** When the first of them is written; each that follows a second later. */
export const START = Date.parse('2026-11-22T12:00:00Z');

/** The rules of one empty database, as two replicas have them. */
export async function createRuleStores(
  databases: TestDatabases,
  id: TestDatabaseId,
) {
  const knex = await databases.init(id);
  const database = mockServices.database.mock({ getClient: async () => knex });
  await DatabaseTaskStore.create({ database });
  let seconds = 0;
  const now = () => START + 1000 * seconds++;
  const store = await DatabasePolicyRuleStore.create({ database, now });
  const other = await DatabasePolicyRuleStore.create({ database, now });

  const add = (rule: PolicyRule, enabled = true) =>
    store.create({ rule, enabled }, ADA);

  const history = async () =>
    (await store.listChanges({ limit: 100 })).map(
      ({ action, by, before, after }) => [
        action,
        by,
        before?.match,
        after?.match,
      ],
    );

  return { knex, store, other, add, history };
}
