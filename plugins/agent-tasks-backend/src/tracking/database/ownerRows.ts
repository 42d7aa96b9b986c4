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
import type { TaskOwner } from '../../tasks/TaskStore';
import type { FollowedUser } from '../FollowedUsers';

/** A row of `followed_users`. Times are ISO 8601. */
export interface OwnerRow {
  user_entity_ref: string;
  /** PostgreSQL gives a bigint as a string. */
  github_user_id: number | string;
  next_check_at: string | null;
  planned_at: string | null;
  claimed_by: string | null;
  claimed_until: string | null;
  last_checked_at: string | null;
  next_sweep_at: string | null;
  last_swept_at: string | null;
  paused_reason: string | null;
  failures: number;
  not_before: string | null;
}

/** The row of one owner. */
export function ownerRow(
  db: Knex,
  owner: TaskOwner,
): Knex.QueryBuilder<any, OwnerRow[]> {
  return db('followed_users').where({
    user_entity_ref: owner.userEntityRef,
    github_user_id: owner.githubUserId,
  });
}

/**
 * The rows of those owners that are in a list, or are not. The list travels as
 * one value, however long it is.
 */
export function whereHeld(db: Knex, owners: readonly TaskOwner[], isIn = true) {
  const json = JSON.stringify(
    owners.map(({ userEntityRef, githubUserId }) => [
      userEntityRef,
      githubUserId,
    ]),
  );
  const held = isPostgres(db)
    ? db.raw(
        'select owner->>0, (owner->>1)::bigint from jsonb_array_elements(?::jsonb) as owner',
        [json],
      )
    : db.raw(
        `select json_extract(value, '$[0]'), json_extract(value, '$[1]') from json_each(?)`,
        [json],
      );
  const columns = ['user_entity_ref', 'github_user_id'];
  return (query: Knex.QueryBuilder) => {
    if (isIn) query.whereIn(columns, held as any);
    else query.whereNotIn(columns as any, held as any);
  };
}

/** The rows of owners of whom nothing is left to follow. */
export function whereIdle<Query extends Knex.QueryBuilder>(rows: Query): Query {
  return rows.whereNull('next_check_at').whereNull('paused_reason') as Query;
}

export function toOwner(row: OwnerRow): TaskOwner {
  return {
    userEntityRef: row.user_entity_ref,
    githubUserId: Number(row.github_user_id),
  };
}

/** Reads a row whose `next_check_at` is not empty. */
export function toFollowedUser(row: OwnerRow): FollowedUser {
  return {
    ...toOwner(row),
    nextCheckAt: row.next_check_at!,
    ...(row.next_sweep_at && { nextSweepAt: row.next_sweep_at }),
    failures: row.failures,
  };
}
