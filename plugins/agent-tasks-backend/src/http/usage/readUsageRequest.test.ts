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

import { readUsageRequest } from './readUsageRequest';

/** A Sunday; in Auckland it is Monday already. */
const NOW = Date.parse('2026-11-22T23:30:00.000Z');

const read = (query: object) => readUsageRequest(query, NOW);

describe('readUsageRequest', () => {
  it.each<[string, object, object]>([
    [
      'has by default this week and the eleven before it',
      {},
      { from: '2026-08-31', to: '2026-11-22', groupBy: 'requestedBy' },
    ],
    [
      'goes back from the last day that is given',
      { to: '2026-03-01' },
      { from: '2025-12-08', to: '2026-03-01' },
    ],
    [
      'ends today from the first day that is given',
      { from: '2026-11-20', groupBy: 'model' },
      { from: '2026-11-20', to: '2026-11-22', groupBy: 'model' },
    ],
    [
      'takes one day',
      { from: '2026-11-20', to: '2026-11-20' },
      { from: '2026-11-20', to: '2026-11-20' },
    ],
    [
      'takes two years',
      { from: '2024-11-22', to: '2026-11-22' },
      { from: '2024-11-22', to: '2026-11-22' },
    ],
    [
      'takes days to come',
      { from: '9998-12-31', to: '9999-12-31' },
      { from: '9998-12-31', to: '9999-12-31' },
    ],
  ])('%s', (_what, query, expected) => {
    expect(read(query)).toMatchObject(expected);
  });

  it.each<[string, object, string, RegExp]>([
    ['no day', { from: '2026-02-30' }, 'from', /date such as/],
    ['a time', { to: '2026-11-22T00:00:00Z' }, 'to', /date such as/],
    ['two days in one', { to: ['2026-11-22', '2026-11-23'] }, 'to', /./],
    [
      'the end before the beginning',
      { from: '2026-11-22', to: '2026-11-21' },
      'to',
      /not before the first/,
    ],
    [
      'a beginning after today',
      { from: '2026-11-23' },
      'from',
      /not after today, 2026-11-22/,
    ],
    [
      'more than two years',
      { from: '2024-11-21', to: '2026-11-22' },
      'to',
      /at most 2 years.*rest/,
    ],
    ['two years until today', { from: '2024-11-21' }, 'to', /at most 2 years/],
    ['the time before GitHub', { from: '0000-01-01' }, 'from', /from 2020/],
    ['the same by its end', { to: '0001-01-01' }, 'to', /from 2020/],
    ['an unknown grouping', { groupBy: 'prompt' }, 'groupBy', /./],
    ['anything else', { since: '2026-11-22' }, '', /since/],
  ])('refuses %s', (_what, query, path, message) => {
    expect(() => read(query)).toThrow(
      expect.objectContaining({
        code: 'validation_failed',
        issues: [{ path, message: expect.stringMatching(message) }],
      }),
    );
  });
});
