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

import type { Knex } from 'knex';
import type { StoredRule } from '../PolicyRuleStore';
import { recordChange, type Signature } from './recordChange';
import { requireVersion } from './requireVersion';
import { toStoredRule } from './rows';

/** {@link PolicyRuleStore.delete} in a transaction. */
export async function deleteRule(
  tx: Knex.Transaction,
  id: string,
  version: number,
  signature: Signature,
): Promise<{ before: StoredRule }> {
  const row = await requireVersion(tx, id, version);
  await tx('policy_rules').where({ id }).delete();
  await recordChange(tx, {
    ...signature,
    ruleId: id,
    action: 'deleted',
    before: row.rule,
  });
  return { before: toStoredRule(row) };
}
