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
import type { ClaimedUser } from '../FollowedUsers';
import { ownerRow, whereHeld } from './ownerRows';

/** The row of a claimed owner, as long as the claim is its holder's. */
export function claimedRow(db: Knex, claim: ClaimedUser) {
  const { claimedBy, claimedUntil } = claim;
  return ownerRow(db, claim).where({
    claimed_by: claimedBy,
    claimed_until: claimedUntil,
  });
}

/** {@link FollowedUsers.renew}. */
export async function renewClaim(
  db: Knex,
  claim: ClaimedUser,
  until: string,
): Promise<boolean> {
  const renewed = await claimedRow(db, claim).update({ claimed_until: until });
  return renewed > 0;
}

/** {@link FollowedUsers.release}. */
export async function releaseClaims(
  db: Knex,
  claimedBy: string,
  owners?: readonly TaskOwner[],
): Promise<void> {
  const rows = db('followed_users').where({ claimed_by: claimedBy });
  if (owners) rows.where(whereHeld(db, owners));
  await rows.update({ claimed_by: null, claimed_until: null });
}
