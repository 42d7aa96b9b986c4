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
import { selectTasks, toRepositoryKey, toStoredTask } from './rows';

/** {@link TaskStore.list}. */
export async function listTasks(
  db: Knex,
  filter: TaskFilter,
): Promise<StoredTask[]> {
  const query = selectTasks(db)
    .orderBy([
      { column: 'tasks.created_at', order: 'desc' },
      { column: 'tasks.id', order: 'desc' },
    ])
    .limit(filter.limit);
  if (filter.repository !== undefined) {
    query.where('tasks.repository_key', toRepositoryKey(filter.repository));
  }
  if (filter.entityRef !== undefined) {
    query.where('tasks.entity_ref', filter.entityRef);
  }
  if (filter.states !== undefined) query.whereIn('tasks.state', filter.states);
  if (filter.requestedBy !== undefined) {
    query.where('tasks.requested_by', filter.requestedBy);
  }
  if (filter.after) {
    query.whereRaw('(tasks.created_at, tasks.id) < (?, ?)', [
      filter.after.createdAt,
      filter.after.id,
    ]);
  }
  const { hidden } = filter;
  if (hidden && hidden.repositories.length > 0) {
    query.where(visible =>
      visible
        .where('tasks.requested_by', hidden.exceptOf)
        .orWhereNotIn(
          'tasks.repository_key',
          hidden.repositories.map(toRepositoryKey),
        ),
    );
  }
  return (await query).map(toStoredTask);
}
