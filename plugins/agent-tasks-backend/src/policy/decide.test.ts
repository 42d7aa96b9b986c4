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

import { decide } from './decide';
import type { Decision, PolicyRequest, PolicyRule } from './types';

const everyone = ['user:default/ada', 'group:default/payments'];

const ask = (rules: PolicyRule[], request: Partial<PolicyRequest> = {}) =>
  decide(
    { rules },
    { repository: 'acme/billing', ownershipEntityRefs: everyone, ...request },
  );

const code = (decision: Decision) =>
  decision.allowed ? 'allowed' : decision.code;

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
    ['any model', [{ match: 'acme/*' }], { model: 'gpt-5.4' }, 'allowed'],
    [
      'an allowed model',
      [{ match: 'acme/*', models: ['gpt-5.4'] }],
      { model: 'gpt-5.4' },
      'allowed',
    ],
    [
      'another model',
      [{ match: 'acme/*', models: ['gpt-5.4'] }],
      { model: 'gpt-5.5' },
      'model_not_allowed',
    ],
    [
      'no model where one must be named',
      [{ match: 'acme/*', models: ['gpt-5.4'] }],
      {},
      'model_not_allowed',
    ],
    [
      'an allowed custom agent',
      [{ match: 'acme/*', customAgents: ['scaffolder'] }],
      { customAgent: 'scaffolder' },
      'allowed',
    ],
    [
      'another custom agent',
      [{ match: 'acme/*', customAgents: ['scaffolder'] }],
      { customAgent: 'rogue' },
      'custom_agent_not_allowed',
    ],
    [
      'no custom agent where one must be named',
      [{ match: 'acme/*', customAgents: ['scaffolder'] }],
      {},
      'custom_agent_not_allowed',
    ],
    [
      'half of one rule and half of another',
      [
        { match: 'acme/*', models: ['m1'], customAgents: ['a1'] },
        { match: 'acme/*', models: ['m2'], customAgents: ['a2'] },
      ],
      { model: 'm1', customAgent: 'a2' },
      'custom_agent_not_allowed',
    ],
    [
      'a rule for others that would allow the model',
      [
        { match: 'acme/*', models: ['m1'] },
        { match: 'acme/*', models: ['m2'], allow: ['group:default/platform'] },
      ],
      { model: 'm2' },
      'model_not_allowed',
    ],
    [
      'the second of two rules',
      [{ match: 'acme/*', models: ['m1'] }, { match: 'acme/billing' }],
      { model: 'm2', customAgent: 'any' },
      'allowed',
    ],
  ])('%s', (_name, rules, request, expected) => {
    expect(code(ask(rules, request))).toBe(expected);
  });

  it.each<
    [
      name: string,
      rules: PolicyRule[],
      request: Partial<PolicyRequest>,
      message: RegExp,
    ]
  >([
    [
      'no rule',
      [],
      {},
      /^No rule allows agent tasks in acme\/billing\. Ask a platform admin to add it under agentTasks\.policy\.repositories\.$/,
    ],
    [
      'a denial',
      [{ match: 'acme/b*', deny: true }],
      {},
      /denies 'acme\/b\*'.*ask a platform admin/,
    ],
    [
      'who may',
      [
        { match: 'acme/*', allow: ['group:default/platform'] },
        { match: 'acme/billing', allow: ['user:default/priya'] },
      ],
      {},
      /only for group:default\/platform, user:default\/priya/,
    ],
    [
      'the models to choose from',
      [
        { match: 'acme/*', models: ['m2'] },
        { match: 'acme/billing', models: ['m1', 'm2'] },
      ],
      { model: 'm3' },
      /The model m3 is not allowed.*Choose one of: m1, m2\.$/,
    ],
    [
      'that a model must be named',
      [{ match: 'acme/*', models: ['m1'] }],
      {},
      /Naming a model is required.*Choose one of: m1\.$/,
    ],
    [
      'only models that go with the custom agent',
      [
        { match: 'acme/*', models: ['m1'], customAgents: ['a1'] },
        { match: 'acme/*', models: ['m2'], customAgents: ['a2'] },
      ],
      { model: 'm3', customAgent: 'a2' },
      /Choose one of: m2\.$/,
    ],
    [
      'only custom agents that go with the model',
      [
        { match: 'acme/*', models: ['m1'], customAgents: ['a1'] },
        { match: 'acme/*', models: ['m2'], customAgents: ['a2'] },
      ],
      { model: 'm1', customAgent: 'a2' },
      /a2 is not allowed .* with model m1\. Choose one of: a1\.$/,
    ],
  ])('tells %s', (_name, rules, request, message) => {
    expect(ask(rules, request)).toEqual(
      expect.objectContaining({
        allowed: false,
        message: expect.stringMatching(message),
      }),
    );
  });

  it('names the rule that allowed and the one that refused', () => {
    const open: PolicyRule = { match: 'acme/*' };
    const closed: PolicyRule = { match: 'acme/billing', deny: true };
    expect(ask([open])).toEqual({ allowed: true, rule: open });
    expect(ask([open, closed])).toEqual(
      expect.objectContaining({ rule: closed }),
    );
  });
});
