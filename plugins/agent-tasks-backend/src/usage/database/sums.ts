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
import type { UsageGrouping } from 'backstage-plugin-agent-tasks-common';
import { readAiCredits, sumAiCredits, type AiCreditsSum } from '../creditsSql';
import type { UsageSum } from '../UsageReader';

/** A row of {@link selectSums}; PostgreSQL gives counts as strings. */
export interface SumRow extends AiCreditsSum {
  week: string | null;
  work_key: string | null;
  label: string | null;
  has_week: number;
  has_key: number;
  tasks: number | string;
  unknown_tasks: number | string;
  premium_requests: string | null;
}

/** Fractions such as 0.33 are added as integers of this, so that sums come out even. */
const PARTS_OF_A_PREMIUM_REQUEST = 1_000_000;

/** Sums over `work`: of all, or one per week, per key, or both. */
export function selectSums(
  db: Knex,
  groupBy: UsageGrouping,
  by: { week: boolean; key: boolean },
): Knex.QueryBuilder {
  const key = db.ref(groupBy === 'group' ? 'group_ref' : 'work_key');
  const label = db.ref(groupBy === 'group' ? 'group_ref' : 'label');
  const nothing = db.raw('cast(null as text)');
  const sums = db('work').select({
    has_week: db.raw(by.week ? '1' : '0'),
    has_key: db.raw(by.key ? '1' : '0'),
    week: by.week ? db.ref('week') : nothing,
    work_key: by.key ? key : nothing,
    label: by.key ? db.raw('max(?)', [label]) : nothing,
    tasks: db.raw('count(distinct work.task_id)'),
    unknown_tasks: db.raw(
      'count(distinct case when ai_credits_nano is null and premium_requests is null then work.task_id end)',
    ),
    ...sumAiCredits(db, 'ai_credits_nano'),
    premium_requests: db.raw(
      `cast(sum(cast(round(premium_requests * ${PARTS_OF_A_PREMIUM_REQUEST}) as bigint)) as text)`,
    ),
  });
  if (by.key && groupBy === 'group') {
    sums.leftJoin('task_groups', 'task_groups.task_id', 'work.task_id');
  }
  if (by.week) sums.groupBy('week');
  if (by.key) sums.groupBy(key as unknown as Knex.Raw);
  return sums;
}

/** Reads the sums of a row. */
export function toSum(row: SumRow): UsageSum {
  return {
    tasks: Number(row.tasks),
    aiCreditsNano: readAiCredits(row),
    premiumRequests:
      Number(row.premium_requests ?? 0) / PARTS_OF_A_PREMIUM_REQUEST,
    unknownTasks: Number(row.unknown_tasks),
  };
}
