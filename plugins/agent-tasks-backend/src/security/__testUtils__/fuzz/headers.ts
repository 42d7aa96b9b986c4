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

import fc, { type Arbitrary } from 'fast-check';

const oddHeaders: Arbitrary<Record<string, string>> = fc
  .record(
    {
      'idempotency-key': fc.oneof(
        fc.constantFrom('key-1', 'key-2', '', ' ', '__proto__', 'k\u00e9y'),
        fc.nat(1e6).map(n => `key-${n}`),
        fc.constant('k'.repeat(300)),
      ),
      'if-none-match': fc.constantFrom(
        '@etag:1',
        '*',
        '"x"',
        'W/"',
        '"\u00ff"',
      ),
      'x-github-api-version': fc.constantFrom(
        '2022-11-28',
        '2026-03-10',
        'x'.repeat(50),
        '../..',
      ),
      'x-forwarded-host': fc.constantFrom('evil.example', 'a b'),
      'x-http-method-override': fc.constantFrom('DELETE', 'TRACE'),
      accept: fc.constantFrom('text/html', '*/*', 'image/png', ''),
      cookie: fc.constantFrom('backstage-auth=x', '__proto__=1'),
    },
    { requiredKeys: [] },
  )
  .map(all => all as Record<string, string>);

/** Headers beside those of credentials: mostly none that matters, at times odd ones. */
export const headers: Arbitrary<Record<string, string>> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.nat(1e6).map(
      (n): Record<string, string> => ({
        'idempotency-key': `key-${n}`,
      }),
    ),
  },
  { weight: 1, arbitrary: oddHeaders },
);
