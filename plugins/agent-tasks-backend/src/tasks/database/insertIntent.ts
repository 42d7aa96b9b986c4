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
import { followOwner } from '../../tracking/database/followOwner';
import { isKeyValid } from '../isKeyValid';
import type { LimitGuard, TaskIntent } from '../TaskStore';
import { lockActivity } from './lockActivity';
import { readActivity } from './readActivity';
import { selectTasks, toIntentRow, toStoredTask } from './rows';

/** {@link TaskStore.insertIntent} in a transaction. */
export async function insertIntent(
  tx: Knex.Transaction,
  intent: TaskIntent,
  guard?: LimitGuard,
): Promise<boolean> {
  const { task, groups = [] } = intent;
  const query = {
    userEntityRef: task.requestedBy,
    repository: task.repository,
    groups,
    scopes: guard?.scopes ?? [],
    at: task.createdAt,
  };
  await lockActivity(tx, query);
  if (!(await freeKey(tx, intent))) return false;
  guard?.check(query, await readActivity(tx, query));
  await tx('tasks').insert(toIntentRow(intent));
  if (groups.length > 0) {
    await tx('task_groups').insert(
      groups.map(group => ({ task_id: task.id, group_ref: group })),
    );
  }
  await tx('transitions').insert({
    task_id: task.id,
    at: task.createdAt,
    kind: 'dispatch',
    to: task.dispatch.status,
  });
  await followOwner(
    tx,
    { userEntityRef: task.requestedBy, githubUserId: task.githubUserId },
    intent.firstCheckAt,
    task.createdAt,
  );
  return true;
}

/** Whether the key is free, or was valid no more and now is. */
async function freeKey(
  tx: Knex.Transaction,
  { task, idempotencyKey }: TaskIntent,
): Promise<boolean> {
  if (idempotencyKey === undefined) return true;
  const row = await selectTasks(tx)
    .where({
      'tasks.requested_by': task.requestedBy,
      'tasks.idempotency_key': idempotencyKey,
    })
    .first();
  if (!row) return true;
  if (isKeyValid(toStoredTask(row), Date.parse(task.createdAt))) return false;
  await tx('tasks').where({ id: row.id }).update({ idempotency_key: null });
  return true;
}
