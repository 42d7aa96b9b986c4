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
import type { TaskOwner } from '../../tasks/TaskStore';
import { toIso } from '../toIso';
import { ownerRow } from './ownerRows';

/** {@link FollowedUsers.pause}. */
export async function pauseOwner(
  db: Knex,
  owner: TaskOwner & { nextCheckAt?: string },
  reason: string,
): Promise<boolean> {
  const row = ownerRow(db, owner).whereNull('paused_reason');
  if (owner.nextCheckAt) row.where({ next_check_at: owner.nextCheckAt });
  const paused = await row.update({
    paused_reason: reason,
    next_check_at: null,
    claimed_by: null,
    claimed_until: null,
  });
  return paused > 0;
}

/** {@link FollowedUsers.resume}. */
export async function resumeOwner(
  db: Knex,
  owner: TaskOwner,
  now: number,
): Promise<boolean> {
  const at = toIso(now);
  const resumed = await ownerRow(db, owner)
    .whereNotNull('paused_reason')
    .update({
      paused_reason: null,
      planned_at: at,
      next_check_at: db.raw(
        'case when not_before > ? then not_before else ? end',
        [at, at],
      ),
    });
  return resumed > 0;
}
