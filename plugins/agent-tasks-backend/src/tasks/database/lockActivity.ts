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
import type { PolicyLimits } from 'backstage-plugin-agent-tasks-common';
import { isPostgres } from '../../isPostgres';
import type { ActivityQuery } from '../../policy/limits';
import { toRepositoryKey } from './rows';

const OF_REPOSITORY: (keyof PolicyLimits)[] = [
  'activeTasksPerRepository',
  'tasksPerRepositoryPerDay',
];

const OF_MANY: (keyof PolicyLimits)[] = [
  'aiCreditsPerGroupPerMonth',
  'aiCreditsPerMonth',
];

/**
 * Requests that share a limit are checked one after the other, whichever replica
 * they reach: always those of one user, those for one repository or from
 * everybody only where a limit that they share is in force. Locks are taken in
 * the same order by all, the most sought-after last, and end with the
 * transaction.
 */
export async function lockActivity(
  tx: Knex.Transaction,
  query: Pick<ActivityQuery, 'userEntityRef' | 'repository' | 'scopes'>,
): Promise<void> {
  // SQLite has one writer and one connection: a transaction is a lock already.
  if (!isPostgres(tx)) return;
  const hasAny = (limits: (keyof PolicyLimits)[]) =>
    query.scopes.some(scope =>
      limits.some(limit => scope.limits[limit] !== undefined),
    );
  const locks = [
    query.userEntityRef,
    ...(hasAny(OF_REPOSITORY)
      ? [`repository ${toRepositoryKey(query.repository)}`]
      : []),
    ...(hasAny(OF_MANY) ? ['AI credits'] : []),
  ];
  for (const lock of locks) {
    await tx.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [
      lock,
    ]);
  }
}
