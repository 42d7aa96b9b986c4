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

/**
 * Sees to it that an owner is asked about at `nextCheckAt` at the latest, or as
 * soon as GitHub's rate limits allow it, and ends a pause: whoever calls this
 * has just seen the owner with a token. A check that is overdue or claimed may be
 * under way already and miss what was just started, so it is put off rather than
 * relied on: whoever does it sees that it was, and leaves it so.
 */
export async function followOwner(
  db: Knex,
  owner: TaskOwner,
  nextCheckAt: string,
  now: string,
): Promise<void> {
  await db('followed_users')
    .insert({
      user_entity_ref: owner.userEntityRef,
      github_user_id: owner.githubUserId,
      next_check_at: nextCheckAt,
      planned_at: now,
    })
    .onConflict(['user_entity_ref', 'github_user_id'])
    .merge({
      next_check_at: db.raw(
        `case when followed_users.claimed_until is null
              and followed_users.next_check_at > ?
              and followed_users.next_check_at < excluded.next_check_at
         then followed_users.next_check_at
         when followed_users.not_before > excluded.next_check_at
         then followed_users.not_before
         else excluded.next_check_at end`,
        [now],
      ),
      planned_at: now,
      paused_reason: null,
    });
}
