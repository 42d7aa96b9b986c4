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

import { policyOf } from '../__testUtils__/policyOf';
import { ask } from './__testUtils__/ask';
import type { PolicyRule } from './types';

describe('the rule that explains a decision', () => {
  it.each<[name: string, rules: PolicyRule[], index: number]>([
    [
      'the exact one before a glob',
      [{ match: 'acme/b*' }, { match: 'acme/billing' }],
      1,
    ],
    [
      'more letters',
      [{ match: 'acme/*' }, { match: 'acme/bill*' }, { match: '*/*' }],
      1,
    ],
    [
      'of alternatives the shortest',
      [{ match: 'acme/{b,billing,ban}*' }, { match: 'acme/bi*' }],
      1,
    ],
    [
      'a list of users',
      [
        { match: 'acme/*', sources: ['portal'] },
        { match: 'acme/*', allow: ['user:default/ada'] },
      ],
      1,
    ],
    [
      'more conditions',
      [{ match: 'acme/*' }, { match: 'acme/*', sources: ['portal'] }],
      1,
    ],
    ['the first of equals', [{ match: 'acme/*' }, { match: 'ACME/*' }], 0],
    [
      'of denials the most specific, whatever is allowed',
      [
        { match: 'acme/billing' },
        { match: '*/*', deny: true },
        { match: 'acme/*', deny: true },
      ],
      2,
    ],
  ])('is %s', (_name, rules, index) => {
    const policy = policyOf(rules);
    expect(ask(rules).rule).toEqual(policy.rules[index]);
  });
});
