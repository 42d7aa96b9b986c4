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
import { isPostgres } from '../../isPostgres';
import type { UsageRequest } from '../UsageReader';

/**
 * The work of the time that was asked for, as the common table expression
 * `work`: one row per session, and one per task that shows none. Its columns are
 * `task_id`, `week` (its Monday), `work_key` (empty: not known), `label` (the key
 * as people write it) and the two costs (empty: not reported).
 */
export function withWork(db: Knex, request: UsageRequest): Knex.QueryBuilder {
  const during = (column: string) => (query: Knex.QueryBuilder) =>
    query
      .where('tasks.dispatch_status', 'accepted')
      .whereBetween(column, [
        `${request.from}T00:00:00.000Z`,
        `${request.to}T23:59:59.999Z`,
      ]);
  const sessions = db('sessions')
    .join('tasks', 'tasks.id', 'sessions.task_id')
    .modify(during('sessions.created_at'))
    .select({
      task_id: 'tasks.id',
      week: weekOf(db, 'sessions.created_at'),
      ...keyOf(db, request, db.ref('sessions.model')),
      ai_credits_nano: 'sessions.ai_credits_nano',
      premium_requests: 'sessions.premium_requests',
    });
  const tasksWithoutSessions = db('tasks')
    .modify(during('tasks.created_at'))
    .whereNotExists(
      db('sessions').where('sessions.task_id', db.ref('tasks.id')).select('id'),
    )
    .select({
      task_id: 'tasks.id',
      week: weekOf(db, 'tasks.created_at'),
      ...keyOf(db, request, db.raw('null')),
      ai_credits_nano: db.raw('cast(null as bigint)'),
      premium_requests: db.raw('cast(null as double precision)'),
    });
  return db.with('work', sessions.unionAll([tasksWithoutSessions]));
}

/** A task may have several groups, so they are joined where sums are made by them. */
function keyOf(
  db: Knex,
  { groupBy }: UsageRequest,
  sessionModel: Knex.Ref<string, {}> | Knex.Raw,
): { work_key: Knex.Raw; label: Knex.Raw } {
  const key = {
    requestedBy: db.raw('tasks.requested_by'),
    group: db.raw('cast(null as text)'),
    repository: db.raw('tasks.repository_key'),
    model: db.raw('coalesce(?, tasks.model)', [sessionModel]),
  }[groupBy];
  return {
    work_key: key,
    label: groupBy === 'repository' ? db.raw('tasks.repository') : key,
  };
}

/** The Monday of a time, as weeks begin in ISO 8601. */
function weekOf(db: Knex, column: string): Knex.Raw {
  return isPostgres(db)
    ? db.raw(
        `to_char(date_trunc('week', cast(?? as timestamp)), 'YYYY-MM-DD')`,
        [column],
      )
    : // The Sunday from that day on, less six days.
      db.raw(`date(??, 'weekday 0', '-6 days')`, [column]);
}
