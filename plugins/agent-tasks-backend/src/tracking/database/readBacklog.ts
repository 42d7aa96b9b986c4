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
import type { Backlog } from '../FollowedUsers';
import { whereDue, type DueTime } from './whereDue';

/** {@link FollowedUsers.backlog}: one statement over a table of one row per owner. */
export async function readBacklog(db: Knex, time: DueTime): Promise<Backlog> {
  const due = db('followed_users').where(whereDue(time));
  const [row] = await db
    .with(
      'due',
      due.select({
        count: db.raw('count(*)'),
        oldest: db.raw('min(next_check_at)'),
      }),
    )
    .from('followed_users')
    .select({
      due: db('due').select('count'),
      oldest: db('due').select('oldest'),
      paused: db.raw('count(paused_reason)'),
      followed: db.raw(
        'count(case when paused_reason is not null or next_check_at is not null then 1 end)',
      ),
    });
  return {
    due: Number(row.due),
    ...(row.oldest && { oldestDueAt: row.oldest }),
    paused: Number(row.paused),
    followed: Number(row.followed),
  };
}
