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

import { randomUUID } from 'node:crypto';
import {
  AgentTasksError,
  type PolicyRule,
} from 'backstage-plugin-agent-tasks-common';
import type { Knex } from 'knex';
import type { RuleCheck, StoredRule } from '../PolicyRuleStore';
import { recordChange, type Signature } from './recordChange';
import { selectRules, toStoredRule, type RuleRow } from './rows';

/** Every decision reads all rules, and no person keeps track of more. */
const MAX_RULES = 1_000;

/** {@link PolicyRuleStore.create} in a transaction. */
export async function insertRule(
  tx: Knex.Transaction,
  { rule, enabled }: { rule: PolicyRule; enabled: boolean },
  signature: Signature,
  check?: RuleCheck,
): Promise<StoredRule> {
  const others = (await selectRules(tx)).map(toStoredRule);
  requireRoom(others.length);
  check?.(others);
  const row: RuleRow = {
    id: randomUUID(),
    rule: JSON.stringify(rule),
    enabled,
    version: 1,
    created_at: signature.at,
    created_by: signature.by,
    updated_at: signature.at,
    updated_by: signature.by,
  };
  await tx('policy_rules').insert(row);
  await recordChange(tx, {
    ...signature,
    ruleId: row.id,
    action: 'created',
    after: row.rule,
  });
  return toStoredRule(row);
}

function requireRoom(count: number): void {
  if (count < MAX_RULES) return;
  const message = `The admin page has ${count} rules, and ${MAX_RULES} is the most. Delete those that nobody needs, or say with one glob, such as acme/{billing,shop}-*, what several say.`;
  throw new AgentTasksError('validation_failed', message, {
    issues: [{ path: 'rule', message }],
  });
}
