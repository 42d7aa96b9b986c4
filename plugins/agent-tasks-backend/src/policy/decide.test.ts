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
import { decide } from './decide';
import type { Decision, PolicyRequest, PolicyRule } from './types';

const NOW = new Date('2026-11-22T12:00:00.000Z');

const everyone = ['user:default/ada', 'group:default/payments'];

const ask = (rules: PolicyRule[], request: Partial<PolicyRequest> = {}) =>
  decide(
    policyOf(rules),
    {
      repository: 'acme/billing',
      ownershipEntityRefs: everyone,
      source: 'portal',
      ...request,
    },
    NOW,
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
      'a denied model',
      [{ match: 'acme/*' }, { match: '*/*', deny: true, models: ['m1'] }],
      { model: 'm1' },
      'model_not_allowed',
    ],
    [
      'a denied model in other letters',
      [{ match: 'acme/*' }, { match: '*/*', deny: true, models: ['m1'] }],
      { model: ' M1' },
      'model_not_allowed',
    ],
    [
      'another than the denied model',
      [{ match: 'acme/*' }, { match: '*/*', deny: true, models: ['m1'] }],
      { model: 'm2' },
      'allowed',
    ],
    [
      'no model where Auto could choose the denied one',
      [{ match: 'acme/*' }, { match: '*/*', deny: true, models: ['m1'] }],
      {},
      'model_not_allowed',
    ],
    [
      'an empty name, which names nothing',
      [{ match: 'acme/*' }, { match: '*/*', deny: true, models: ['m1'] }],
      { model: '' },
      'model_not_allowed',
    ],
    [
      'a denied custom agent by its file name',
      [
        { match: 'acme/*' },
        { match: '*/*', deny: true, customAgents: ['rogue'] },
      ],
      { customAgent: 'Rogue.agent.md' },
      'custom_agent_not_allowed',
    ],
    [
      'a denial of one model with one custom agent, and another pair',
      [
        { match: 'acme/*' },
        { match: '*/*', deny: true, models: ['m1'], customAgents: ['a1'] },
      ],
      { model: 'm1', customAgent: 'a2' },
      'allowed',
    ],
    [
      'a base branch by its name',
      [{ match: 'acme/*', baseRefs: ['main', 'release/*'] }],
      { baseRef: 'main' },
      'allowed',
    ],
    [
      'a base branch by a glob',
      [{ match: 'acme/*', baseRefs: ['main', 'release/*'] }],
      { baseRef: 'release/1.2' },
      'allowed',
    ],
    [
      'a base branch across a slash',
      [{ match: 'acme/*', baseRefs: ['release/*'] }],
      { baseRef: 'release/1/2' },
      'base_ref_not_allowed',
    ],
    [
      'a base branch in other letters, which is another',
      [{ match: 'acme/*', baseRefs: ['main'] }],
      { baseRef: 'Main' },
      'base_ref_not_allowed',
    ],
    [
      'no base branch where one must be named',
      [{ match: 'acme/*', baseRefs: ['main'] }],
      {},
      'base_ref_not_allowed',
    ],
    [
      'a denied base branch',
      [{ match: 'acme/*' }, { match: '*/*', deny: true, baseRefs: ['main'] }],
      { baseRef: 'main' },
      'base_ref_not_allowed',
    ],
    [
      'a denied base branch as a full ref',
      [{ match: 'acme/*' }, { match: '*/*', deny: true, baseRefs: ['main'] }],
      { baseRef: 'refs/heads/main' },
      'base_ref_not_allowed',
    ],
    [
      'the default branch, which could be the denied one',
      [{ match: 'acme/*' }, { match: '*/*', deny: true, baseRefs: ['main'] }],
      {},
      'base_ref_not_allowed',
    ],
    [
      'a door that is open',
      [{ match: 'acme/*', sources: ['portal', 'mcp'] }],
      {},
      'allowed',
    ],
    [
      'a door that is closed',
      [{ match: 'acme/*', sources: ['portal'] }],
      { source: 'proxy' },
      'source_not_allowed',
    ],
    [
      'a door that is denied',
      [{ match: 'acme/*' }, { match: '*/*', deny: true, sources: ['mcp'] }],
      { source: 'mcp' },
      'source_not_allowed',
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
    [
      'Auto by its name, where a model is denied',
      [
        { match: 'acme/*' },
        { match: '*/*', deny: true, models: ['claude-opus-4.6'] },
      ],
      { model: 'Auto' },
      'model_not_allowed',
    ],
    [
      'Auto by its name, where it is allowed by that',
      [{ match: 'acme/*', models: ['auto'] }],
      { model: 'auto' },
      'allowed',
    ],
    [
      'a pull request from a branch that is denied: commits would go there',
      [
        { match: 'acme/*' },
        { match: '*/*', deny: true, baseRefs: ['release/*'] },
      ],
      { baseRef: 'main', headRef: 'refs/heads/Release/1.2' },
      'base_ref_not_allowed',
    ],
    [
      'a pull request from a branch that is not denied',
      [
        { match: 'acme/*' },
        { match: '*/*', deny: true, baseRefs: ['release/*'] },
      ],
      { baseRef: 'main', headRef: 'copilot/fix' },
      'allowed',
    ],
    [
      'a pull request from a branch that is allowed, into one that is not',
      [{ match: 'acme/*', baseRefs: ['release/*'] }],
      { baseRef: 'main', headRef: 'release/1.2' },
      'base_ref_not_allowed',
    ],
    [
      'names that objects have by birth',
      [{ match: 'acme/*', models: ['m1'] }],
      { model: '__proto__', customAgent: 'constructor' },
      'model_not_allowed',
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
      /^No rule allows agent tasks in acme\/billing\. Ask a platform admin to add it under agentTasks\.policy\.repositories or on the admin page of agent tasks\.$/,
    ],
    [
      'a denial',
      [{ match: 'acme/b*', deny: true }],
      {},
      /closed acme\/billing .*denied by agentTasks\.policy\.repositories\[0\] of app-config, for 'acme\/b\*'.*ask a platform admin/,
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
      /a2 is not allowed .* with model m1 .*\. Choose one of: a1\.$/,
    ],
    [
      'that the rule is over',
      [{ match: 'acme/*', validUntil: '2026-11-21' }],
      {},
      /No rule in force.*it was in force until 2026-11-21/,
    ],
    [
      'which doors are open',
      [{ match: 'acme/*', sources: ['portal', 'scaffolder'] }],
      { source: 'mcp' },
      /may not come by MCP.*They may come by the portal, the scaffolder/,
    ],
    [
      'which branches are open',
      [{ match: 'acme/*', baseRefs: ['main', 'release/*'] }],
      { baseRef: 'dev' },
      /The base branch dev is not allowed.*Choose one of: main, release\/\*\.$/,
    ],
    [
      'that Auto could choose what is denied',
      [{ match: 'acme/*' }, { match: '*/*', deny: true, models: ['m1'] }],
      {},
      /Naming a model is required.*none of: m1/,
    ],
  ])('tells %s', (_name, rules, request, message) => {
    expect(ask(rules, request)).toEqual(
      expect.objectContaining({
        allowed: false,
        message: expect.stringMatching(message),
      }),
    );
  });

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
  ])('lets explain %s', (_name, rules, index) => {
    const policy = policyOf(rules);
    expect(ask(rules).rule).toEqual(policy.rules[index]);
  });

  it('says of every rule why it does or does not apply, the most specific first', () => {
    const { verdicts } = ask(
      [
        { match: '*/*', allow: ['group:default/platform'], models: ['m1'] },
        { match: 'acme/*', allow: ['group:default/payments'] },
        { match: 'evil/*', deny: true },
        { match: 'acme/billing', validFrom: '2027-01-01' },
      ],
      { model: 'm2' },
    );
    expect(
      verdicts.map(({ match, outcome, reason }) => [match, outcome, reason]),
    ).toEqual([
      [
        'acme/billing',
        'does_not_apply',
        'It does not apply: it will be in force from 2027-01-01.',
      ],
      [
        'acme/*',
        'allows',
        "It allows this: acme/billing matches 'acme/*'; it is about group:default/payments.",
      ],
      [
        'evil/*',
        'does_not_apply',
        "It does not apply: acme/billing does not match 'evil/*'.",
      ],
      [
        '*/*',
        'does_not_apply',
        'It does not apply: it is only about group:default/platform; the model m2 is none of: m1.',
      ],
    ]);
  });

  it('leaves out rules that are switched off, and says so', () => {
    const policy = policyOf([{ match: 'acme/*' }]);
    policy.rules[0].status = 'disabled';
    const request = {
      repository: 'acme/billing',
      ownershipEntityRefs: everyone,
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
