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

import { ask, codeOf } from './__testUtils__/ask';
import type { PolicyRequest, PolicyRule } from './types';

describe('models, custom agents, branches and doors that rules name', () => {
  it.each<
    [
      name: string,
      rules: PolicyRule[],
      request: Partial<PolicyRequest>,
      expected: string,
    ]
  >([
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
      'Auto by its name, where a model is denied',
      [
        { match: 'acme/*' },
        { match: '*/*', deny: true, models: ['claude-opus-4.6'] },
      ],
      { model: 'Auto' },
      'model_not_allowed',
    ],
    [
      'a denied model with the prefix that GitHub shows',
      [{ match: 'acme/*' }, { match: '*/*', deny: true, models: ['m1'] }],
      { model: 'sweagent-capi:M1' },
      'model_not_allowed',
    ],
    [
      'a denied model without the prefix that its rule has',
      [
        { match: 'acme/*' },
        { match: '*/*', deny: true, models: ['sweagent-capi:m1'] },
      ],
      { model: 'm1' },
      'model_not_allowed',
    ],
    [
      'Auto with a prefix, where a model is denied',
      [{ match: 'acme/*' }, { match: '*/*', deny: true, models: ['m1'] }],
      { model: 'sweagent-capi:auto' },
      'model_not_allowed',
    ],
    [
      'an allowed model with a prefix, which GitHub may not know',
      [{ match: 'acme/*', models: ['m1'] }],
      { model: 'sweagent-capi:m1' },
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
    expect(codeOf(ask(rules, request))).toBe(expected);
  });
});
