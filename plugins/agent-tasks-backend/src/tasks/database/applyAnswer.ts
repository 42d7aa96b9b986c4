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
import type { TaskChange } from '../TaskStore';
import type { StoredTask } from '../types';
import { applyChange } from './applyChange';
import { selectTasks, toStoredTask, type TaskRow } from './rows';

/** {@link TaskStore.applyAnswer} in a transaction; `undefined`: another change came first. */
export async function applyAnswer(
  tx: Knex.Transaction,
  change: TaskChange,
  release: (holder: StoredTask) => TaskChange,
): Promise<{ releasedId?: string } | undefined> {
  const { id, host } = change.task;
  const github_task_id = change.fields.github?.taskId;
  // Both rows are locked before either is written, so that it is both or none.
  const rows: Pick<TaskRow, 'id' | 'version'>[] = await tx('tasks')
    .where({ id })
    .orWhere({ host, github_task_id })
    .orderBy('id')
    .modify(query => {
      if (isPostgres(tx)) query.forUpdate();
    })
    .select('id', 'version');
  const current = rows.find(row => row.id === id);
  if (current?.version !== change.task.version) return undefined;

  const holderId = rows.find(row => row.id !== id)?.id;
  if (holderId !== undefined) {
    const holder = await selectTasks(tx)
      .where({ 'tasks.id': holderId })
      .first();
    await applyChange(tx, release(toStoredTask(holder!)));
  }
  await applyChange(tx, change);
  return holderId === undefined ? {} : { releasedId: holderId };
}
