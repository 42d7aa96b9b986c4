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
  policyRuleSchema,
  type PolicyChange,
} from 'backstage-plugin-agent-tasks-common';
import type { Knex } from 'knex';
import type { PolicyRuleStore } from '../PolicyRuleStore';
import { parseJson } from './parseJson';
import { isRuleId } from './requireVersion';

interface ChangeRow {
  /** PostgreSQL has it as a text. */
  id: number | string;
  rule_id: string;
  at: string;
  by: string;
  action: PolicyChange['action'];
  reason: string;
  before: string | null;
  after: string | null;
}

/** {@link PolicyRuleStore.listChanges} */
export async function listChanges(
  db: Knex,
  filter: Parameters<PolicyRuleStore['listChanges']>[0],
): Promise<PolicyChange[]> {
  const { ruleId, before, limit } = filter;
  // Rules of app-config have no history here.
  if (ruleId !== undefined && !isRuleId(ruleId)) return [];
  const query = db('policy_changes')
    .select('*')
    .orderBy('id', 'desc')
    .limit(limit);
  if (ruleId !== undefined) query.where({ rule_id: ruleId });
  if (before !== undefined) query.where('id', '<', before);
  const rows: ChangeRow[] = await query;
  return rows.map(row => ({
    id: String(row.id),
    ruleId: row.rule_id,
    at: row.at,
    by: row.by,
    action: row.action,
    reason: row.reason,
    ...readRuleAs('before', row.before),
    ...readRuleAs('after', row.after),
  }));
}

/** A rule that cannot be read is left out rather than shown as another. */
function readRuleAs(key: 'before' | 'after', text: string | null) {
  const parsed = policyRuleSchema.safeParse(text && parseJson(text));
  return parsed.success ? { [key]: parsed.data } : {};
}
