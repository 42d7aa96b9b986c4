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

import {
  isAndCriteria,
  isNotCriteria,
  isOrCriteria,
} from '@backstage/plugin-permission-node';
import type { Knex } from 'knex';
import { isPostgres } from '../../isPostgres';
import type { TaskCriteria, TaskCriterion } from '../TaskCriteria';
import { toRepositoryKey } from './rows';

type Sql = { sql: string; bindings: string[] };

/**
 * Narrows a query on `tasks` to what meets the criteria. Each criterion is true
 * or false, never null, so that `not` is its opposite.
 */
export function whereCriteria(
  query: Knex.QueryBuilder,
  db: Knex,
  criteria: TaskCriteria,
): void {
  const { sql, bindings } = toSql(db, criteria);
  query.whereRaw(sql, bindings);
}

/**
 * Narrows a query to rows whose column holds none of the values. They are one
 * parameter, as databases take no more than some ten thousand.
 */
export function whereNoneOf(
  query: Knex.QueryBuilder,
  db: Knex,
  column: string,
  values: string[],
): void {
  const { sql, bindings } = isOneOf(db, column, values);
  query.whereRaw(`not ${sql}`, bindings);
}

function toSql(db: Knex, criteria: TaskCriteria): Sql {
  if (isAndCriteria(criteria)) {
    return join(
      ' and ',
      '1 = 1',
      criteria.allOf.map(part => toSql(db, part)),
    );
  }
  if (isOrCriteria(criteria)) {
    return join(
      ' or ',
      '1 = 0',
      criteria.anyOf.map(part => toSql(db, part)),
    );
  }
  if (isNotCriteria(criteria)) {
    const { sql, bindings } = toSql(db, criteria.not);
    return { sql: `(not ${sql})`, bindings };
  }
  return criterionToSql(db, criteria);
}

function criterionToSql(db: Knex, criterion: TaskCriterion): Sql {
  switch (criterion.property) {
    case 'requestedBy':
      return isOneOf(db, 'requested_by', criterion.userRefs);
    case 'repository':
      return join(' or ', '1 = 0', criterion.patterns.map(matchesPattern));
    default: {
      const isOfEntity = join(' and ', '1 = 1', [
        { sql: 'entity_ref is not null', bindings: [] },
        isOneOf(db, 'entity_ref', criterion.entityRefs),
      ]);
      return join(' or ', '1 = 0', [
        isOfEntity,
        isOneOf(db, 'repository_key', criterion.repositories),
      ]);
    }
  }
}

function isOneOf(db: Knex, column: string, values: string[]): Sql {
  const each = isPostgres(db)
    ? 'jsonb_array_elements_text(?::jsonb)'
    : 'value from json_each(?)';
  return {
    sql: `(${column} in (select ${each}))`,
    bindings: [JSON.stringify(values)],
  };
}

/**
 * Key and pattern have one slash each, so that of the pattern can only meet that
 * of the key, and no wildcard can.
 */
function matchesPattern(pattern: string): Sql {
  const like = toRepositoryKey(pattern)
    .replace(/[!%_]/g, '!$&')
    .replace(/\*+/g, '%')
    .replace(/\?/g, '_');
  return { sql: `(repository_key like ? escape '!')`, bindings: [like] };
}

function join(operator: string, ifEmpty: string, parts: Sql[]): Sql {
  return {
    sql: `(${parts.map(({ sql }) => sql).join(operator) || ifEmpty})`,
    bindings: parts.flatMap(({ bindings }) => bindings),
  };
}
