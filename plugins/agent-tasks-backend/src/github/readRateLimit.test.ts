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

import { readRateLimit } from './readRateLimit';

describe('readRateLimit', () => {
  const said = {
    'x-ratelimit-limit': '5000',
    'x-ratelimit-remaining': '4987',
    'x-ratelimit-reset': '1785331200',
  };

  it('reads what GitHub said', () => {
    expect(readRateLimit({ headers: said })).toEqual({
      limit: 5_000,
      remaining: 4_987,
      resetAt: '2026-07-29T13:20:00.000Z',
    });
  });

  it('reads that nothing is left', () => {
    const headers = { ...said, 'x-ratelimit-remaining': '0' };
    expect(readRateLimit({ headers })?.remaining).toBe(0);
  });

  it.each([
    ['nothing', {}],
    ['no limit', { ...said, 'x-ratelimit-limit': '' }],
    ['a fraction', { ...said, 'x-ratelimit-remaining': '1.5' }],
    ['less than nothing', { ...said, 'x-ratelimit-remaining': '-1' }],
    ['no reset', { ...said, 'x-ratelimit-reset': '0' }],
    ['a reset beyond all calendars', { ...said, 'x-ratelimit-reset': '9e99' }],
    [
      'a reset in too many digits',
      { ...said, 'x-ratelimit-reset': '9'.repeat(30) },
    ],
  ])('makes nothing of %s', (_name, headers: Record<string, string>) => {
    expect(readRateLimit({ headers })).toBeUndefined();
  });
});
