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
import { nastyText } from './fromSchema';

/** How a body is written, so that ten thousand of them need no memory. */
export interface FuzzBody {
  /** JSON text; `@…` in it stands for what is known when it is sent. */
  text: string;
  /** What becomes of its bytes. */
  damage:
    | 'none'
    | 'truncated'
    | 'invalid-utf-8'
    | 'byte-order-mark'
    | 'gzip'
    | 'gzip-truncated'
    | 'deflate'
    | 'not-gzip'
    | 'unknown-encoding'
    | 'utf-16';
  contentType?: string;
}

const UNDAMAGED = fc.constant<FuzzBody['damage']>('none');

const damage: Arbitrary<FuzzBody['damage']> = fc.oneof(
  { weight: 9, arbitrary: UNDAMAGED },
  {
    weight: 2,
    arbitrary: fc.constantFrom<FuzzBody['damage']>(
      'truncated',
      'invalid-utf-8',
      'byte-order-mark',
      'gzip',
      'gzip-truncated',
      'deflate',
      'not-gzip',
      'unknown-encoding',
      'utf-16',
    ),
  },
);

const contentType = fc.oneof(
  { weight: 8, arbitrary: fc.constant('application/json') },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      undefined,
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'application/json; charset=utf-7',
      'application/json; charset="',
      ';;;',
    ),
  },
);

const junk: Arbitrary<unknown> = fc.oneof(
  nastyText,
  fc.constantFrom(null, true, 0, -1, 1e21, 2 ** 53, [], {}, [[]], {
    toString: 1,
    length: -1,
  }),
  fc.jsonValue({ maxDepth: 2 }),
);

const mutation = fc.record({
  how: fc.constantFrom('replace', 'drop', 'add', 'nest', 'wrap'),
  at: fc.nat(20),
  key: fc.oneof(
    fc.constantFrom('__proto__', 'constructor', 'prototype', 'toJSON', 'MODEL'),
    nastyText,
  ),
  value: junk,
});

function write(value: unknown): string {
  return JSON.stringify(value) ?? '';
}

/** One thing of a right body is made wrong, sometimes one level down. */
function mutate([right, change]: [
  unknown,
  { how: string; at: number; key: string; value: unknown },
]): string {
  const { how, at, key, value } = change;
  if (how === 'wrap' || typeof right !== 'object' || right === null) {
    return write([right]);
  }
  const entries = Object.entries(right);
  const index = entries.length ? at % entries.length : 0;
  if (how === 'add' || entries.length === 0) entries.push([key, value]);
  else if (how === 'replace') entries[index] = [entries[index][0], value];
  else if (how === 'drop') entries.splice(index, 1);
  else if (how === 'nest') {
    entries[index] = [entries[index][0], { [key]: entries[index][1] }];
  }
  // By hand, as `__proto__` and keys given twice do not survive an object.
  return `{${entries
    .map(([name, each]) => `${write(name)}:${write(each) || 'null'}`)
    .join(',')}}`;
}

const extreme = fc.oneof(
  fc
    .tuple(fc.constantFrom('[', '{"a":'), fc.integer({ min: 10, max: 60_000 }))
    .map(([open, depth]) => open.repeat(depth)),
  fc
    .integer({ min: 10, max: 60_000 })
    .map(depth => `{"rule":${'['.repeat(depth)}${']'.repeat(depth)}}`),
  fc
    .integer({ min: 100_000, max: 1_500_000 })
    .map(length => `{"prompt":"${'y'.repeat(length)}"}`),
  fc
    .integer({ min: 1_000, max: 20_000 })
    .map(
      count =>
        `{${Array.from({ length: count }, (_, n) => `"k${n}":0`).join(',')}}`,
    ),
  nastyText,
);

/** Bodies around what a call takes: right ones, nearly right ones, and anything. */
export function bodies(right: Arbitrary<unknown>): Arbitrary<FuzzBody> {
  const text = fc.oneof(
    { weight: 4, arbitrary: right.map(write) },
    { weight: 6, arbitrary: fc.tuple(right, mutation).map(mutate) },
    { weight: 2, arbitrary: fc.json({ maxDepth: 4 }) },
    { weight: 1, arbitrary: extreme },
  );
  return fc.oneof(
    {
      weight: 3,
      arbitrary: right.map<FuzzBody>(value => ({
        text: write(value),
        damage: 'none',
        contentType: 'application/json',
      })),
    },
    { weight: 6, arbitrary: fc.record({ text, damage, contentType }) },
  );
}
