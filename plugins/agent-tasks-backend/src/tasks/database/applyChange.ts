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
import type { TaskChange } from '../TaskStore';
import { toFieldColumns, type TaskRow } from './rows';
import { toSessionRow } from './sessionRow';

/** {@link TaskStore.apply} in a transaction; `false`: another change came first. */
export async function applyChange(
  tx: Knex.Transaction,
  change: TaskChange,
): Promise<boolean> {
  const { task, fields, transitions, sessions, at } = change;
  const columns = toFieldColumns(fields);
  if (
    columns.dispatch_status === 'rejected' ||
    columns.tracking_reason === 'abandoned'
  ) {
    // GitHub, or a person, says that it never started: the key may be used anew.
    columns.idempotency_key = null;
  }
  const updated = await tx('tasks')
    .where({ id: task.id, version: task.version })
    .update({ ...columns, updated_at: at, version: task.version + 1 });
  if (updated === 0) return false;
  if (task.tracking.status === 'ended' && isFollowed(columns)) {
    const { requestedBy: userEntityRef, githubUserId } = task;
    await followOwner(tx, { userEntityRef, githubUserId }, at, at);
  }

  if (transitions.length > 0) {
    await tx('transitions').insert(
      transitions.map(transition => ({
        task_id: task.id,
        at: transition.at,
        kind: transition.kind,
        from: transition.from ?? null,
        to: transition.to,
        note: transition.note ?? null,
      })),
    );
  }
  if (sessions) {
    await tx('sessions').where({ task_id: task.id }).delete();
    if (sessions.length > 0) {
      await tx('sessions').insert(
        sessions.map((session, position) =>
          toSessionRow(task, session, position),
        ),
      );
    }
  }
  return true;
}

function isFollowed({ tracking_status: status }: Partial<TaskRow>): boolean {
  return status !== undefined && status !== 'ended';
}
