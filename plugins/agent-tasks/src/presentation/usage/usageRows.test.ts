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

import { aUsageReport, aUsageSum } from '../../testing';
import {
  nextOrder,
  sortUsageRows,
  toUsageRows,
  type UsageColumn,
} from './usageRows';

const rows = toUsageRows(
  aUsageReport({
    total: aUsageSum({ tasks: 6, aiCreditsNano: '40' }),
    items: [
      {
        key: 'b',
        ...aUsageSum({ tasks: 3, aiCreditsNano: '10', premiumRequests: 2 }),
      },
      { key: 'a', ...aUsageSum({ tasks: 2, aiCreditsNano: '30' }) },
      { key: 'c', ...aUsageSum({ tasks: 1, unknownTasks: 1 }) },
    ],
  }),
  'aiCredits',
  key => `the ${key}`,
);

const order = (column: UsageColumn, direction: 'asc' | 'desc') =>
  sortUsageRows(rows, { column, direction })
    .map(({ key }) => key)
    .join('');

describe('the lines of usage', () => {
  it('have a name and a share of the whole, known or not', () => {
    expect(rows.map(({ name, share }) => [name, share])).toEqual([
      ['the b', 250],
      ['the a', 750],
      ['the c', undefined],
    ]);
  });

  it.each<[UsageColumn, string, string]>([
    ['name', 'abc', 'cba'],
    ['tasks', 'cab', 'bac'],
    // What is not known comes last either way.
    ['credits', 'bac', 'abc'],
    ['share', 'bac', 'abc'],
    ['premiumRequests', 'abc', 'bac'],
    ['unknownTasks', 'abc', 'cab'],
  ])('sort by %s', (column, ascending, descending) => {
    expect(order(column, 'asc')).toBe(ascending);
    expect(order(column, 'desc')).toBe(descending);
  });

  it('sort by the largest first, names from A, and the other way on a second click', () => {
    const byCredits = { column: 'credits', direction: 'desc' } as const;
    const byName = nextOrder(byCredits, 'name');
    expect(byName).toEqual({ column: 'name', direction: 'asc' });
    expect(nextOrder(byName, 'name').direction).toBe('desc');
    expect(nextOrder(byName, 'tasks')).toEqual({
      column: 'tasks',
      direction: 'desc',
    });
  });
});
