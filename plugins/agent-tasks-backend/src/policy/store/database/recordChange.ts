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

import type { PolicyChange } from 'backstage-plugin-agent-tasks-common';
import type { Knex } from 'knex';
import type { RuleAuthor } from '../PolicyRuleStore';

/** Who changes a rule, why, and when (ISO 8601 UTC). */
export type Signature = RuleAuthor & { at: string };

/** Writes an entry of the history. Rules are given as they stand in the database. */
export async function recordChange(
  tx: Knex.Transaction,
  change: Signature & {
    ruleId: string;
    action: PolicyChange['action'];
    before?: string;
    after?: string;
  },
): Promise<void> {
  const { ruleId, before, after, ...rest } = change;
  await tx('policy_changes').insert({
    ...rest,
    rule_id: ruleId,
    before: before ?? null,
    after: after ?? null,
  });
}
