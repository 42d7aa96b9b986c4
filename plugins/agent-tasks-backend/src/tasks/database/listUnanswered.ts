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
import type { UnansweredFilter } from '../TaskStore';
import type { StoredTask } from '../types';
import { selectTasks, toRepositoryKey, toStoredTask } from './rows';

/** {@link TaskStore.listUnanswered}. */
export async function listUnanswered(
  db: Knex,
  { host, githubUserId, repository, sentSince }: UnansweredFilter,
): Promise<StoredTask[]> {
  const rows = await selectTasks(db)
    .where({
      'tasks.host': host,
      'tasks.github_user_id': githubUserId,
      'tasks.repository_key': toRepositoryKey(repository),
    })
    .whereIn('tasks.dispatch_status', ['pending', 'unknown'])
    .andWhere('tasks.sent_at', '>=', sentSince)
    .orderBy('tasks.sent_at');
  return rows.map(toStoredTask);
}
