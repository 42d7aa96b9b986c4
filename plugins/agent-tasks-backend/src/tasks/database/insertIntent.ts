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
import {
  isSettledState,
  TASK_STATES,
} from 'backstage-plugin-agent-tasks-common';
import { isPostgres } from '../../isPostgres';
import { followOwner } from '../../tracking/database/followOwner';
import { isKeyValid } from '../isKeyValid';
import type { TaskIntent, UserActivity } from '../TaskStore';
import { selectTasks, toIntentRow, toStoredTask } from './rows';

const DAY_MS = 24 * 60 * 60 * 1000;

const SETTLED_STATES = TASK_STATES.filter(isSettledState);

/** {@link TaskStore.insertIntent} in a transaction. */
export async function insertIntent(
  tx: Knex.Transaction,
  intent: TaskIntent,
  check: (activity: UserActivity) => void,
): Promise<boolean> {
  const { task } = intent;
  await lockUser(tx, task.requestedBy);
  if (!(await freeKey(tx, intent))) return false;
  check(await readActivity(tx, task.requestedBy, task.createdAt));
  await tx('tasks').insert(toIntentRow(intent));
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

/** Two requests of one user are checked one after the other, whichever replica they reach. */
async function lockUser(tx: Knex.Transaction, userEntityRef: string) {
  // SQLite has one writer and one connection: a transaction is a lock already.
  if (isPostgres(tx)) {
    await tx.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [
      userEntityRef,
    ]);
  }
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

async function readActivity(
  tx: Knex.Transaction,
  requestedBy: string,
  now: string,
): Promise<UserActivity> {
  const unrefused = () =>
    tx('tasks')
      .where({ requested_by: requestedBy })
      .whereNot({ dispatch_status: 'rejected' });
  const [{ count }] = await unrefused()
    .whereNot({ tracking_status: 'ended' })
    // A lost task that has not shown up within minutes most likely never was.
    .whereNot(lost =>
      lost.where({ dispatch_status: 'unknown', tracking_status: 'slow' }),
    )
    .andWhere(unsettled =>
      unsettled.whereNull('state').orWhereNotIn('state', SETTLED_STATES),
    )
    .count({ count: '*' });
  const dayAgo = new Date(Date.parse(now) - DAY_MS).toISOString();
  const started = await unrefused()
    .where('created_at', '>', dayAgo)
    // Its requester says that it never started.
    .whereNot(lost =>
      lost.where({ dispatch_status: 'unknown', tracking_status: 'ended' }),
    )
    .orderBy('created_at')
    .select('created_at');
  return {
    active: Number(count),
    startedInLastDay: started.map(row => row.created_at),
  };
}
