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
import {
  isSettledState,
  TASK_STATES,
  type PolicyLimits,
} from 'backstage-plugin-agent-tasks-common';
import {
  DAY_MS,
  monthOf,
  type Activity,
  type ActivityQuery,
  type Cost,
} from '../../policy/limits';
import {
  readAiCredits,
  sumAiCredits,
  type AiCreditsSum,
} from '../../usage/creditsSql';
import { toRepositoryKey } from './rows';

/** Tasks of so many days tell what a task costs on average. */
const MEAN_OVER_DAYS = 90;

const SETTLED_STATES = TASK_STATES.filter(isSettledState);

/** Reads what the limits of the query need; in a transaction or outside. */
export async function readActivity(
  db: Knex,
  query: ActivityQuery,
): Promise<Activity> {
  const { userEntityRef, groups, scopes, at } = query;
  const repository = toRepositoryKey(query.repository);
  const has = (limit: keyof PolicyLimits) =>
    scopes.some(({ limits }) => limits[limit] !== undefined);
  const dayAgo = new Date(Date.parse(at) - DAY_MS).toISOString();
  const month = monthOf(at);

  // One after the other: a transaction has one connection.
  const activeOfUser = has('activeTasksPerUser')
    ? await unfinished(db)
        .where('tasks.requested_by', userEntityRef)
        .groupBy('tasks.repository_key')
        .select({ repository: 'tasks.repository_key' })
        .count({ tasks: '*' })
    : [];
  const activeInRepository = has('activeTasksPerRepository')
    ? await unfinished(db)
        .where('tasks.repository_key', repository)
        .count({ tasks: '*' })
    : [{ tasks: 0 }];
  const startedByUser = has('tasksPerUserPerDay')
    ? await started(db, dayAgo)
        .where('tasks.requested_by', userEntityRef)
        .orderBy('tasks.created_at')
        .select({ repository: 'tasks.repository_key', at: 'tasks.created_at' })
    : [];
  const startedInRepository = has('tasksPerRepositoryPerDay')
    ? await started(db, dayAgo)
        .where('tasks.repository_key', repository)
        .orderBy('tasks.created_at')
        .pluck('tasks.created_at')
    : [];
  const costsOfUser = has('aiCreditsPerUserPerMonth')
    ? await costs(db, month).where('tasks.requested_by', userEntityRef)
    : [];
  const costsOfGroups =
    has('aiCreditsPerGroupPerMonth') && groups.length > 0
      ? await costs(db, month)
          .join('task_groups', 'task_groups.task_id', 'tasks.id')
          .whereIn('task_groups.group_ref', groups)
          .groupBy('task_groups.group_ref')
          .select({ group: 'task_groups.group_ref' })
      : [];
  const costsOfAll = has('aiCreditsPerMonth') ? await costs(db, month) : [];
  const allCosts = [...costsOfUser, ...costsOfGroups, ...costsOfAll];
  const meanNano = allCosts.some(row => Number(row.unknown_tasks) > 0)
    ? await readMean(db, at)
    : undefined;

  return {
    activeOfUser: activeOfUser.map((row: CountRow) => ({
      repository: row.repository,
      tasks: Number(row.tasks),
    })),
    activeInRepository: Number(activeInRepository[0].tasks),
    startedByUser,
    startedInRepository,
    costsOfUser: costsOfUser.map(toCost),
    costsOfGroups: costsOfGroups.map(row => ({
      ...toCost(row),
      group: row.group!,
    })),
    costsOfAll: costsOfAll.map(toCost),
    ...(meanNano !== undefined && { meanNano }),
  };
}

function unrefused(db: Knex): Knex.QueryBuilder {
  return db('tasks').whereNot('tasks.dispatch_status', 'rejected');
}

function unfinished(db: Knex): Knex.QueryBuilder {
  return (
    unrefused(db)
      .whereNot('tasks.tracking_status', 'ended')
      // A lost task that has not shown up within minutes most likely never was.
      .whereNot(lost =>
        lost.where({
          'tasks.dispatch_status': 'unknown',
          'tasks.tracking_status': 'slow',
        }),
      )
      .andWhere(unsettled =>
        unsettled
          .whereNull('tasks.state')
          .orWhereNotIn('tasks.state', SETTLED_STATES),
      )
  );
}

function started(db: Knex, since: string): Knex.QueryBuilder {
  return (
    unrefused(db)
      .where('tasks.created_at', '>=', since)
      // Its requester says that it never started.
      .whereNot(lost =>
        lost.where({
          'tasks.dispatch_status': 'unknown',
          'tasks.tracking_status': 'ended',
        }),
      )
  );
}

interface CountRow {
  repository: string;
  /** PostgreSQL gives counts as strings. */
  tasks: number | string;
}

interface CostRow extends AiCreditsSum {
  repository: string;
  group?: string;
  unknown_tasks: number | string;
}

/** Grouped by repository, so that globs are matched here and not in SQL. */
function costs(db: Knex, since: string): Knex.QueryBuilder<any, CostRow[]> {
  return started(db, since)
    .leftJoin('sessions', 'sessions.task_id', 'tasks.id')
    .groupBy('tasks.repository_key')
    .select({
      repository: 'tasks.repository_key',
      ...sumAiCredits(db),
      // So is a task that shows no session.
      unknown_tasks: db.raw(
        'count(distinct case when sessions.ai_credits_nano is null and sessions.premium_requests is null then tasks.id end)',
      ),
    });
}

function toCost(row: CostRow): Cost {
  return {
    repository: row.repository,
    nano: readAiCredits(row),
    unknownTasks: Number(row.unknown_tasks),
  };
}

/**
 * Of the tasks whose cost is wholly reported; `undefined` if there is none, or
 * they cost nothing: what is not known must not count as nothing.
 */
async function readMean(db: Knex, at: string): Promise<bigint | undefined> {
  const since = new Date(
    Date.parse(at) - MEAN_OVER_DAYS * DAY_MS,
  ).toISOString();
  const [sum] = await db('tasks')
    .join('sessions', 'sessions.task_id', 'tasks.id')
    .where('tasks.created_at', '>=', since)
    .whereNotNull('sessions.ai_credits_nano')
    .whereNotExists(
      db({ other: 'sessions' })
        .where('other.task_id', db.ref('tasks.id'))
        .whereNull('other.ai_credits_nano')
        .select('other.id'),
    )
    .select({
      ...sumAiCredits(db),
      tasks: db.raw('count(distinct tasks.id)'),
    });
  const total = readAiCredits(sum);
  return total === 0n ? undefined : total / BigInt(sum.tasks);
}
