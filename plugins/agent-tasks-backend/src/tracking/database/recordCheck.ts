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
import type { CheckRecord, ClaimedUser, RecordOutcome } from '../FollowedUsers';
import { claimedRow } from './claims';

/** {@link FollowedUsers.record}. */
export async function recordCheck(
  db: Knex,
  claim: ClaimedUser,
  check: CheckRecord,
): Promise<RecordOutcome> {
  const { lastCheckedAt, lastSweptAt, nextSweepAt, nextCheckAt, notBefore } =
    check;
  const [row] = await claimedRow(db, claim)
    .update({
      ...(lastCheckedAt && { last_checked_at: lastCheckedAt }),
      ...(lastSweptAt && { last_swept_at: lastSweptAt }),
      ...(nextSweepAt && { next_sweep_at: nextSweepAt }),
      planned_at: check.plannedAt,
      failures: check.failures,
      not_before: notBefore ?? null,
      // Whoever changed it meanwhile wants an earlier look than was planned.
      next_check_at: db.raw(
        `case when next_check_at = ? then ?
              when next_check_at < ? then ?
              else next_check_at end`,
        [
          claim.nextCheckAt,
          nextCheckAt ?? null,
          notBefore ?? '',
          notBefore ?? '',
        ],
      ),
      claimed_by: null,
      claimed_until: null,
    })
    .returning('next_check_at');
  if (!row) return 'lost';
  return row.next_check_at === null ? 'ended' : 'followed';
}
