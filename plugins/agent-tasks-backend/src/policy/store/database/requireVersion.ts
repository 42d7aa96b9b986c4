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

import { AgentTasksError } from 'backstage-plugin-agent-tasks-common';
import type { Knex } from 'knex';
import { z } from 'zod';
import type { RuleRow } from './rows';

/** The rule as it is, if the change begins from there; else throws who was faster. */
export async function requireVersion(
  tx: Knex.Transaction,
  id: string,
  version: number,
): Promise<RuleRow> {
  // PostgreSQL refuses to look for a text with a NUL character.
  const row: RuleRow | undefined = isRuleId(id)
    ? await tx('policy_rules').where({ id }).first()
    : undefined;
  if (!row) throw await notFound(tx, id);
  if (row.version !== version) {
    throw new AgentTasksError(
      'rule_changed',
      `${row.updated_by} changed this rule at ${row.updated_at}; it is at version ${row.version}, and your change began from version ${version}. Nothing of yours was saved. Look at the rule as it is now, and make your change again if it is still needed.`,
    );
  }
  return row;
}

/** Whether it can be the id of a rule of the admin page. */
export function isRuleId(id: string): boolean {
  return z.uuid().safeParse(id).success;
}

async function notFound(tx: Knex.Transaction, id: string) {
  const deletion = isRuleId(id)
    ? await tx('policy_changes')
        .where({ rule_id: id, action: 'deleted' })
        .first('by', 'at')
    : undefined;
  return new AgentTasksError(
    'rule_not_found',
    deletion
      ? `${deletion.by} deleted this rule at ${deletion.at}. Nothing was saved. The history still has the rule: add it anew if it is needed.`
      : 'There is no such rule on the admin page. Rules of app-config are changed in app-config.yaml.',
  );
}
