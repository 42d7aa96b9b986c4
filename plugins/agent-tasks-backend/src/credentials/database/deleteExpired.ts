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
import { whereIdle } from '../../tracking/database/ownerRows';

/**
 * Deletes leases that have ended, or that came when the last task of their owner
 * had just been seen to its end, authorizations that nobody completed and
 * refusals that are to be forgotten. Grants stay until their users take them
 * back: one that is over says so to its user.
 */
export async function deleteExpired(db: Knex, now: Date): Promise<void> {
  const at = now.toISOString();
  await db('credentials')
    .where({ kind: 'lease' })
    .andWhere(over =>
      over
        .where('expires_at', '<=', at)
        .orWhereIn(
          ['user_entity_ref', 'github_user_id'] as any,
          whereIdle(db('followed_users')).select(
            'user_entity_ref',
            'github_user_id',
          ) as any,
        ),
    )
    .delete();
  for (const table of ['grant_authorizations', 'refused_tokens']) {
    await db(table).where('expires_at', '<=', at).delete();
  }
}
