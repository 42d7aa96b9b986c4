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
import type { ClaimDueOptions, ClaimedUser } from '../FollowedUsers';
import { toIso } from '../toIso';
import { toFollowedUser, whereHeld, type OwnerRow } from './ownerRows';
import { whereDue } from './whereDue';

/**
 * {@link FollowedUsers.claimDue}: finds the rows and takes them in one statement.
 * On PostgreSQL, rows that another replica is about to take are passed over
 * rather than waited for. SQLite has one process and one connection: nobody
 * comes between.
 */
export async function claimDue(
  db: Knex,
  options: ClaimDueOptions & { leaseMs: number },
): Promise<ClaimedUser[]> {
  const { now, claimedBy, limit, heldOwners, leaseMs } = options;
  if (limit <= 0 || heldOwners?.length === 0) return [];
  const due = db('followed_users')
    .select('user_entity_ref', 'github_user_id')
    .where(whereDue({ now, leaseMs }))
    .orderBy('next_check_at')
    .limit(limit);
  if (heldOwners) due.where(whereHeld(db, heldOwners));
  if (isPostgres(db)) due.forUpdate().skipLocked();

  const claimedUntil = toIso(now + leaseMs);
  // The rows are found in a step of their own: as a mere condition PostgreSQL
  // may find them more than once, and so take more than the limit.
  const rows: OwnerRow[] = await db('followed_users')
    .with('due', due)
    .whereIn(
      ['user_entity_ref', 'github_user_id'],
      db('due').select('user_entity_ref', 'github_user_id') as any,
    )
    .update({ claimed_by: claimedBy, claimed_until: claimedUntil })
    .returning('*');
  return rows
    .map(row => ({ ...toFollowedUser(row), claimedBy, claimedUntil }))
    .sort((a, b) => (a.nextCheckAt < b.nextCheckAt ? -1 : 1));
}
