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
  AgentTasksError,
  type PolicyChange,
  type PolicyRule,
} from 'backstage-plugin-agent-tasks-common';
import type { Knex } from 'knex';
import type { RuleCheck, StoredRule } from '../PolicyRuleStore';
import { recordChange, type Signature } from './recordChange';
import { requireVersion } from './requireVersion';
import { selectRules, toStoredRule, type RuleRow } from './rows';

/** {@link PolicyRuleStore.update} in a transaction. */
export async function changeRule(
  tx: Knex.Transaction,
  id: string,
  change: { rule: PolicyRule; enabled: boolean; version: number },
  signature: Signature,
  check?: RuleCheck,
): Promise<{ before: StoredRule; after: StoredRule }> {
  const row = await requireVersion(tx, id, change.version);
  const before = toStoredRule(row);
  const rule = JSON.stringify(change.rule);
  const action = actionOf(row, { rule, enabled: change.enabled });
  if (check) {
    const others = await selectRules(tx).whereNot({ id });
    check(others.map(toStoredRule), before);
  }
  const written: RuleRow = {
    ...row,
    rule,
    enabled: change.enabled,
    version: row.version + 1,
    updated_at: signature.at,
    updated_by: signature.by,
  };
  await tx('policy_rules').where({ id }).update(written);
  await recordChange(tx, {
    ...signature,
    ruleId: id,
    action,
    before: row.rule,
    after: rule,
  });
  return { before, after: toStoredRule(written) };
}

/** To switch a rule on or off is what matters most, whatever else is changed with it. */
function actionOf(
  before: RuleRow,
  after: Pick<RuleRow, 'rule' | 'enabled'>,
): PolicyChange['action'] {
  if (Boolean(before.enabled) !== after.enabled) {
    return after.enabled ? 'enabled' : 'disabled';
  }
  if (before.rule !== after.rule) return 'updated';
  const message = 'The rule is like this already. Change something in it.';
  throw new AgentTasksError('validation_failed', message, {
    issues: [{ path: 'rule', message }],
  });
}
