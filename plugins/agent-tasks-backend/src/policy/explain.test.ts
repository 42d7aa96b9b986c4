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

import { ask } from './__testUtils__/ask';
import type { PolicyRequest, PolicyRule } from './types';

describe('what people are told', () => {
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
});
