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
import { toRepositoryKey } from '../../tasks/database/rows';
import type { TaskOwner } from '../../tasks/TaskStore';
import type { StoredTask } from '../../tasks/types';
import type { ChangedPullRequests } from '../FollowedUsers';
import { CLOCK_TOLERANCE_MS } from '../isDue';
import { toIso } from '../toIso';
import { whereHeld } from './ownerRows';
import type { DueTime } from './whereDue';

/** However many events arrive, an owner is not looked at more often for their sake. */
const REFRESH_APART_MS = 5_000;

/** {@link FollowedUsers.requestRefresh}. */
export async function requestRefresh(
  db: Knex,
  changed: ChangedPullRequests,
  time: DueTime,
): Promise<number> {
  const { host, repository, numbers, branch } = changed;
  if (numbers.length === 0 && branch === undefined) return 0;
  // One statement on two indexes; for most pull requests of most repositories
  // it finds nothing, and that is all.
  const marked = await db('tasks')
    .where({ repository_key: toRepositoryKey(repository), host })
    .whereNot({ tracking_status: 'ended' })
    .where(isOfTask => {
      if (numbers.length > 0) {
        isOfTask.whereIn('pull_request_number', numbers);
      }
      if (branch !== undefined) isOfTask.orWhere({ branch });
    })
    .update({ refresh_requested_at: toIso(time.now) })
    .returning(['requested_by', 'github_user_id']);
  if (marked.length > 0) {
    const owners = marked.map(row => ({
      userEntityRef: row.requested_by,
      githubUserId: Number(row.github_user_id),
    }));
    await hasten(db, owners, time);
  }
  return marked.length;
}

/** {@link FollowedUsers.clearRefresh}. */
export async function clearRefresh(
  db: Knex,
  tasks: readonly StoredTask[],
): Promise<void> {
  await db('tasks')
    .whereIn(
      ['id', 'refresh_requested_at'] as any,
      tasks.map(({ id, refreshRequestedAt }) => [
        id,
        refreshRequestedAt!,
      ]) as any,
    )
    .update({ refresh_requested_at: null });
}

/**
 * Makes owners due at once; but a few seconds from now if they were planned just
 * now, or are being looked at, as that look may have read too early; and never
 * before GitHub's limits allow. Owners whose looks fail wait their turn.
 */
async function hasten(
  db: Knex,
  owners: TaskOwner[],
  { now, leaseMs }: DueTime,
): Promise<void> {
  const at = toIso(now);
  const later = toIso(now + REFRESH_APART_MS);
  const isClaimed = db.raw('(claimed_until > ? and claimed_until <= ?)', [
    at,
    toIso(now + leaseMs + CLOCK_TOLERANCE_MS),
  ]);
  const wanted = db.raw(
    `case when not_before > ? then not_before
          when not_before > ? or planned_at > ? or ? then ?
          else ? end`,
    [later, at, toIso(now - REFRESH_APART_MS), isClaimed, later, at],
  );
  await db('followed_users')
    .where(whereHeld(db, owners))
    .whereNotNull('next_check_at')
    .where({ failures: 0 })
    .where(isLater =>
      isLater
        .where('next_check_at', '>', wanted)
        .orWhere(missed =>
          missed.where('next_check_at', '<=', at).where(isClaimed as any),
        ),
    )
    .update({ next_check_at: wanted, planned_at: at });
}
