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
import type { TaskFilter } from '../TaskStore';
import type { StoredTask } from '../types';
import { whereCriteria, whereNoneOf } from './criteria';
import { selectTasks, toRepositoryKey, toStoredTask } from './rows';

/** So far ahead repositories are looked for, however many tasks there are. */
const TASKS_LOOKED_THROUGH = 5_000;

/**
 * {@link TaskStore.list}. The page is cut before rows are read whole, and for
 * each state by itself: each cut then follows an index, and takes as long with
 * a hundred thousand tasks as with a hundred. A database that is asked for
 * several states at once reads all of their tasks, or those of all states. What
 * criteria and hidden repositories leave out is passed over on the way.
 */
export async function listTasks(
  db: Knex,
  filter: TaskFilter,
): Promise<StoredTask[]> {
  const { states } = filter;
  if (states?.length === 0) return [];
  const pages = states
    ? states.map(state => selectPage(db, filter).where('state', state))
    : [selectPage(db, filter)];
  const rows = await newestFirst(selectTasks(db), filter.limit).whereIn(
    'tasks.id',
    // SQLite takes no limits in a union, except in subqueries.
    db.unionAll(pages.map(page => db.select('id').from(page.as('page')))),
  );
  return rows.map(toStoredTask);
}

/** {@link TaskStore.listRepositories}. */
export async function listRepositories(
  db: Knex,
  filter: TaskFilter,
): Promise<string[]> {
  const { states, hidden, limit } = filter;
  const tasks = newestFirst(filtered(db, filter), TASKS_LOOKED_THROUGH);
  if (states) tasks.whereIn('state', states);
  if (hidden) tasks.whereNot('requested_by', hidden.exceptOf);
  const rows: { repository_key: string }[] = await db
    .from(tasks.select('repository_key', 'created_at', 'id').as('newest'))
    .select('repository_key')
    .groupBy('repository_key')
    .orderByRaw('max(created_at) desc, max(id) desc')
    .limit(limit);
  return rows.map(row => row.repository_key);
}

/** The ids of the newest tasks that pass all filters but that of the state. */
function selectPage(db: Knex, filter: TaskFilter): Knex.QueryBuilder {
  return newestFirst(filtered(db, filter).select('id'), filter.limit);
}

/** Tasks that pass all filters but that of the state. */
function filtered(db: Knex, filter: TaskFilter): Knex.QueryBuilder {
  const query = db('tasks');
  if (filter.repository !== undefined) {
    query.where('repository_key', toRepositoryKey(filter.repository));
  }
  if (filter.entityRef !== undefined) {
    query.where('entity_ref', filter.entityRef);
  }
  if (filter.requestedBy !== undefined) {
    query.where('requested_by', filter.requestedBy);
  }
  if (filter.after) {
    query.whereRaw('(created_at, id) < (?, ?)', [
      filter.after.createdAt,
      filter.after.id,
    ]);
  }
  if (filter.criteria) whereCriteria(query, db, filter.criteria);
  const { hidden } = filter;
  if (hidden && hidden.repositories.length > 0) {
    query.where(visible => {
      visible
        .where('requested_by', hidden.exceptOf)
        .orWhere(others =>
          whereNoneOf(
            others,
            db,
            'repository_key',
            hidden.repositories.map(toRepositoryKey),
          ),
        );
    });
  }
  return query;
}

function newestFirst<Query extends Knex.QueryBuilder>(
  query: Query,
  limit: number,
): Query {
  return query
    .orderBy([
      { column: 'tasks.created_at', order: 'desc' },
      { column: 'tasks.id', order: 'desc' },
    ])
    .limit(limit) as Query;
}
