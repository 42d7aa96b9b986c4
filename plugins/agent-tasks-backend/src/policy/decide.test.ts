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

import { TASK_SOURCES } from 'backstage-plugin-agent-tasks-common';
import fc from 'fast-check';
import { anyRule } from '../__testUtils__/anyRule';
import { policyOf } from '../__testUtils__/policyOf';
import { ADA, ask, codeOf, NOW } from './__testUtils__/ask';
import { decide } from './decide';
import type { PolicyRequest, PolicyRule } from './types';

describe('decide', () => {
  it.each<
    [
      name: string,
      rules: PolicyRule[],
      request: Partial<PolicyRequest>,
      expected: string,
    ]
  >([
    ['no rule', [], {}, 'repository_not_allowed'],
    [
      'another repository',
      [{ match: 'acme/shop' }],
      {},
      'repository_not_allowed',
    ],
    ['the repository itself', [{ match: 'acme/billing' }], {}, 'allowed'],
    ['other letters', [{ match: 'ACME/Billing' }], {}, 'allowed'],
    [
      'other letters in the request',
      [{ match: 'acme/billing' }],
      { repository: 'Acme/BILLING' },
      'allowed',
    ],
    ['a star for the name', [{ match: 'acme/*' }], {}, 'allowed'],
    ['a star for the owner', [{ match: '*/billing' }], {}, 'allowed'],
    ['everything', [{ match: '*/*' }], {}, 'allowed'],
    ['a star within', [{ match: 'acme/bill*' }], {}, 'allowed'],
    [
      'a star that would cross the slash',
      [{ match: 'ac*ing/x' }],
      {},
      'repository_not_allowed',
    ],
    [
      'a longer owner',
      [{ match: 'acme/*' }],
      { repository: 'acme-evil/billing' },
      'repository_not_allowed',
    ],
    [
      'a name with the owner in front',
      [{ match: 'acme/*' }],
      { repository: 'evil/acme' },
      'repository_not_allowed',
    ],
    [
      'a dot at the front',
      [{ match: 'acme/*' }],
      { repository: 'acme/.github' },
      'allowed',
    ],
    ['braces', [{ match: 'acme/{billing,shop}' }], {}, 'allowed'],
    ['a question mark', [{ match: 'acme/billin?' }], {}, 'allowed'],
    [
      'deny after allow',
      [{ match: 'acme/*' }, { match: 'acme/billing', deny: true }],
      {},
      'repository_not_allowed',
    ],
    [
      'deny before allow',
      [{ match: 'acme/b*', deny: true }, { match: 'acme/billing' }],
      {},
      'repository_not_allowed',
    ],
    [
      'deny of another',
      [{ match: 'acme/*' }, { match: 'acme/payroll', deny: true }],
      {},
      'allowed',
    ],
    [
      'the user is in an allowed group',
      [{ match: 'acme/*', allow: ['group:default/payments'] }],
      {},
      'allowed',
    ],
    [
      'entity refs in other letters',
      [{ match: 'acme/*', allow: ['group:default/payments'] }],
      { ownershipEntityRefs: ['Group:default/Payments'] },
      'allowed',
    ],
    [
      'the user is not allowed',
      [{ match: 'acme/*', allow: ['group:default/platform'] }],
      {},
      'repository_not_allowed',
    ],
    [
      'a user without any entity ref',
      [{ match: 'acme/*', allow: ['user:default/ada'] }],
      { ownershipEntityRefs: [] },
      'repository_not_allowed',
    ],
    [
      'a denial for others',
      [
        { match: 'acme/*' },
        { match: '*/*', deny: true, denyFor: ['group:default/contractors'] },
      ],
      {},
      'allowed',
    ],
    [
      'a denial for the user',
      [
        { match: 'acme/billing', allow: ['user:default/ada'] },
        { match: '*/*', deny: true, denyFor: ['group:default/payments'] },
      ],
      {},
      'repository_not_allowed',
    ],
    [
      'a rule of today',
      [{ match: 'acme/*', validFrom: '2026-11-22', validUntil: '2026-11-22' }],
      {},
      'allowed',
    ],
    [
      'a rule of yesterday',
      [{ match: 'acme/*', validUntil: '2026-11-21' }],
      {},
      'repository_not_allowed',
    ],
    [
      'a rule from an hour on',
      [{ match: 'acme/*', validFrom: '2026-11-22T13:00:00Z' }],
      {},
      'repository_not_allowed',
    ],
    [
      'a denial of tomorrow',
      [
        { match: 'acme/*' },
        { match: '*/*', deny: true, validFrom: '2026-11-23' },
      ],
      {},
      'allowed',
    ],
  ])('%s', (_name, rules, request, expected) => {
    expect(codeOf(ask(rules, request))).toBe(expected);
  });

  it('leaves out rules that are switched off, and says so', () => {
    const policy = policyOf([{ match: 'acme/*' }]);
    policy.rules[0].status = 'disabled';
    const request = {
      repository: 'acme/billing',
      ownershipEntityRefs: ADA,
      source: 'portal' as const,
    };
    expect(decide(policy, request, NOW)).toMatchObject({
      allowed: false,
      code: 'repository_not_allowed',
      message: expect.stringContaining('it is switched off'),
    });
  });

  it('answers anything, for the same with the same, and denial wins', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.constantFrom('__proto__', 'constructor', 'm1', 'main', 'acme/billing'),
    );
    const request = fc.record(
      {
        repository: text,
        model: text,
        customAgent: text,
        baseRef: text,
        source: fc.constantFrom(...TASK_SOURCES),
        ownershipEntityRefs: fc.array(text, { maxLength: 3 }),
      },
      { requiredKeys: ['repository', 'source', 'ownershipEntityRefs'] },
    );
    fc.assert(
      fc.property(
        fc.array(anyRule, { maxLength: 6 }),
        anyRule,
        request,
        (rules, extra, asked) => {
          const policy = policyOf(rules);
          const decision = decide(policy, asked, NOW);
          expect(decide(policy, asked, NOW)).toEqual(decision);
          expect(decision.verdicts).toHaveLength(rules.length);
          const outcomes = decision.verdicts.map(({ outcome }) => outcome);
          expect(decision.allowed).toBe(
            outcomes.includes('allows') && !outcomes.includes('denies'),
          );
          expect(decision.message).toMatch(/\S/);
          // One more denial never opens anything, one more allowance never closes anything.
          const more = decide(policyOf([...rules, extra]), asked, NOW);
          const [lesser, greater] = extra.deny
            ? [more, decision]
            : [decision, more];
          expect(lesser.allowed && !greater.allowed).toBe(false);
        },
      ),
      { numRuns: 500 },
    );
  });
});
