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

import type { DatabaseService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type { TaskOwner } from '../tasks/TaskStore';
import { readBacklog } from './database/readBacklog';
import type {
  Backlog,
  CheckRecord,
  FollowedUser,
  FollowedUsers,
} from './FollowedUsers';

/** {@link FollowedUsers} on the plugin's database, which `DatabaseTaskStore` has brought up to date. */
export class DatabaseFollowedUsers implements FollowedUsers {
  readonly #db: Knex;
  readonly #leaseMs: number;

  private constructor(db: Knex, leaseMs: number) {
    this.#db = db;
    this.#leaseMs = leaseMs;
  }

  static async create(options: {
    database: DatabaseService;
    /** How long a claim lasts at most unless it is renewed. */
    leaseMs: number;
  }): Promise<DatabaseFollowedUsers> {
    const { database, leaseMs } = options;
    return new DatabaseFollowedUsers(await database.getClient(), leaseMs);
  }

  async listDue(now: string, limit: number): Promise<FollowedUser[]> {
    const rows = await this.#db('followed_users')
      .where('next_check_at', '<=', now)
      .andWhere(isUnclaimed(now))
      .orderBy('next_check_at')
      .limit(limit);
    return rows.map(row => ({
      userEntityRef: row.user_entity_ref,
      githubUserId: Number(row.github_user_id),
      nextCheckAt: row.next_check_at,
      ...(row.next_sweep_at && { nextSweepAt: row.next_sweep_at }),
    }));
  }

  async claim(
    user: FollowedUser,
    now: string,
    until: string,
  ): Promise<boolean> {
    const claimed = await this.#row(user)
      .where({ next_check_at: user.nextCheckAt })
      .andWhere(isUnclaimed(now))
      .update({ claimed_until: until });
    return claimed > 0;
  }

  async record(
    user: FollowedUser,
    claimedUntil: string,
    check: CheckRecord,
  ): Promise<void> {
    const { lastCheckedAt, lastSweptAt, nextSweepAt, nextCheckAt } = check;
    await this.#row(user)
      .where({ claimed_until: claimedUntil })
      .update({
        ...(lastCheckedAt && { last_checked_at: lastCheckedAt }),
        ...(lastSweptAt && { last_swept_at: lastSweptAt }),
        ...(nextSweepAt && { next_sweep_at: nextSweepAt }),
        next_check_at: this.#db.raw(
          'case when next_check_at = ? then ? else next_check_at end',
          [user.nextCheckAt, nextCheckAt ?? null],
        ),
        claimed_until: null,
      });
  }

  async pause(owner: TaskOwner, reason: string): Promise<boolean> {
    const paused = await this.#row(owner).whereNull('paused_reason').update({
      paused_reason: reason,
      next_check_at: null,
      claimed_until: null,
    });
    return paused > 0;
  }

  async resume(owner: TaskOwner, nextCheckAt: string): Promise<boolean> {
    const resumed = await this.#row(owner)
      .whereNotNull('paused_reason')
      .update({ paused_reason: null, next_check_at: nextCheckAt });
    return resumed > 0;
  }

  async listAccounts(userEntityRef: string): Promise<number[]> {
    const rows = await this.#db('followed_users')
      .where({ user_entity_ref: userEntityRef })
      .andWhere(busy =>
        busy.whereNotNull('next_check_at').orWhereNotNull('paused_reason'),
      )
      .select('github_user_id');
    return rows.map(row => Number(row.github_user_id));
  }

  backlog(now: number): Promise<Backlog> {
    return readBacklog(this.#db, { now, leaseMs: this.#leaseMs });
  }

  #row(owner: TaskOwner) {
    return this.#db('followed_users').where({
      user_entity_ref: owner.userEntityRef,
      github_user_id: owner.githubUserId,
    });
  }
}

function isUnclaimed(now: string) {
  return (query: Knex.QueryBuilder) => {
    query.whereNull('claimed_until').orWhere('claimed_until', '<=', now);
  };
}
