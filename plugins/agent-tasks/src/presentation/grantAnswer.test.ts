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

import fc from 'fast-check';
import { readGrantAnswer, type GrantAnswer } from './grantAnswer';

describe('readGrantAnswer', () => {
  it.each<[string, GrantAnswer | undefined]>([
    ['?code=abc&state=xyz', { kind: 'consent', code: 'abc', state: 'xyz' }],
    ['', undefined],
    ['?code=abc', undefined],
    ['?state=xyz', undefined],
    ['?code=&state=xyz', undefined],
    ['?tab=1', undefined],
    [
      '?error=access_denied&error_description=The+user+has+denied&state=xyz',
      { kind: 'denied' },
    ],
    [
      '?error=redirect_uri_mismatch&error_description=It+MUST+match',
      { kind: 'error', message: 'It MUST match' },
    ],
    ['?error=oops&code=abc&state=xyz', { kind: 'error', message: 'oops' }],
  ])('%s', (search, answer) => {
    expect(readGrantAnswer(search)).toEqual(answer);
  });

  it('reads any address, and never a message without end', () => {
    fc.assert(
      fc.property(fc.webQueryParameters(), fc.string(), (query, error) => {
        readGrantAnswer(`?${query}`);
        const answer = readGrantAnswer(
          `?${new URLSearchParams({ error: `x${error.repeat(50)}` })}`,
        );
        expect(answer).toMatchObject({ kind: 'error' });
        expect((answer as { message: string }).message.length).toBeLessThan(
          301,
        );
      }),
    );
  });
});
