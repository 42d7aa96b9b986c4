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
import { readRule } from './readRule';

/** A row of `policy_rules`. */
export interface RuleRow {
  id: string;
  rule: string;
  /** SQLite has 0 and 1. */
  enabled: boolean | number;
  version: number;
  created_at: string;
  created_by: string;
  updated_at: string;
  updated_by: string;
}

/** The oldest first. */
export function selectRules(db: Knex) {
  return db<RuleRow, RuleRow[]>('policy_rules')
    .select('*')
    .orderBy(['created_at', 'id']);
}

/** Never throws: see {@link readRule}. */
export function toStoredRule(row: RuleRow): StoredRule {
  return {
    id: row.id,
    ...readRule(row.id, row.rule),
    enabled: Boolean(row.enabled),
    version: row.version,
    createdAt: row.created_at,
    createdBy: row.created_by,
    updatedAt: row.updated_at,
    updatedBy: row.updated_by,
  };
}
