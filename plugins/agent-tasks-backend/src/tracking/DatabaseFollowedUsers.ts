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
import type { StoredTask } from '../tasks/types';
import { claimDue } from './database/claimDue';
import { releaseClaims, renewClaim } from './database/claims';
import {
  ownerRow,
  toFollowedUser,
  toOwner,
  whereHeld,
  whereIdle,
  type OwnerRow,
} from './database/ownerRows';
import { pauseOwner, resumeOwner } from './database/pauseOwner';
import { readBacklog } from './database/readBacklog';
import { recordCheck } from './database/recordCheck';
import { clearRefresh, requestRefresh } from './database/requestRefresh';
import { whereDue } from './database/whereDue';
import type {
  Backlog,
  ChangedPullRequests,
  CheckRecord,
  ClaimDueOptions,
  ClaimedUser,
  FollowedUser,
  FollowedUsers,
  RecordOutcome,
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
    /** How long a claim lasts unless it is renewed. */
    leaseMs: number;
  }): Promise<DatabaseFollowedUsers> {
    const { database, leaseMs } = options;
    return new DatabaseFollowedUsers(await database.getClient(), leaseMs);
  }

  claimDue(options: ClaimDueOptions): Promise<ClaimedUser[]> {
    return claimDue(this.#db, { ...options, leaseMs: this.#leaseMs });
  }

  renew(claim: ClaimedUser, until: string): Promise<boolean> {
    return renewClaim(this.#db, claim, until);
  }

  release(claimedBy: string, owners?: readonly TaskOwner[]): Promise<void> {
    return releaseClaims(this.#db, claimedBy, owners);
  }

  record(claim: ClaimedUser, check: CheckRecord): Promise<RecordOutcome> {
    return recordCheck(this.#db, claim, check);
  }

  async listDueBut(options: {
    now: number;
    owners: readonly TaskOwner[];
    limit: number;
  }): Promise<FollowedUser[]> {
    const { now, owners, limit } = options;
    const rows = await this.#db('followed_users')
      .where(whereDue({ now, leaseMs: this.#leaseMs }))
      .where(whereHeld(this.#db, owners, false))
      .orderBy('next_check_at')
      .limit(limit);
    return rows.map(toFollowedUser);
  }

  pause(
    owner: TaskOwner & { nextCheckAt?: string },
    reason: string,
  ): Promise<boolean> {
    return pauseOwner(this.#db, owner, reason);
  }

  async forget(user: FollowedUser): Promise<void> {
    await ownerRow(this.#db, user)
      .where({ next_check_at: user.nextCheckAt })
      .update({ next_check_at: null });
  }

  resume(owner: TaskOwner, now: number): Promise<boolean> {
    return resumeOwner(this.#db, owner, now);
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

  async listIdle(owners: readonly TaskOwner[]): Promise<TaskOwner[]> {
    const rows: OwnerRow[] = await whereIdle(this.#db('followed_users')).where(
      whereHeld(this.#db, owners),
    );
    return rows.map(toOwner);
  }

  backlog(now: number): Promise<Backlog> {
    return readBacklog(this.#db, { now, leaseMs: this.#leaseMs });
  }

  requestRefresh(changed: ChangedPullRequests, now: number): Promise<number> {
    return requestRefresh(this.#db, changed, { now, leaseMs: this.#leaseMs });
  }

  clearRefresh(tasks: readonly StoredTask[]): Promise<void> {
    return clearRefresh(this.#db, tasks);
  }
}
