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
      return matchesOneOf(db, criterion.patterns);
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
  return {
    sql: `(${column} in (select value from ${each(db)}))`,
    bindings: [JSON.stringify(values)],
  };
}

/** The values of a list that is one parameter, as rows with the column `value`. */
function each(db: Knex): string {
  return isPostgres(db)
    ? 'jsonb_array_elements_text(?::jsonb) as each_value(value)'
    : 'json_each(?)';
}

/**
 * Key and pattern have one slash each, so that of the pattern can only meet that
 * of the key, and no wildcard can.
 */
function matchesOneOf(db: Knex, patterns: string[]): Sql {
  const likes = patterns.map(pattern =>
    toRepositoryKey(pattern)
      .replace(/[!%_]/g, '!$&')
      .replace(/\*+/g, '%')
      .replace(/\?/g, '_'),
  );
  return {
    sql: `(exists (select 1 from ${each(
      db,
    )} where repository_key like value escape '!'))`,
    bindings: [JSON.stringify(likes)],
  };
}

/** SQLite takes no more than a thousand in a row. */
const MOST_IN_A_ROW = 500;

function join(operator: string, ifEmpty: string, parts: Sql[]): Sql {
  if (parts.length > MOST_IN_A_ROW) {
    const half = Math.ceil(parts.length / 2);
    return join(operator, ifEmpty, [
      join(operator, ifEmpty, parts.slice(0, half)),
      join(operator, ifEmpty, parts.slice(half)),
    ]);
  }
  return {
    sql: `(${parts.map(({ sql }) => sql).join(operator) || ifEmpty})`,
    bindings: parts.flatMap(({ bindings }) => bindings),
  };
}
