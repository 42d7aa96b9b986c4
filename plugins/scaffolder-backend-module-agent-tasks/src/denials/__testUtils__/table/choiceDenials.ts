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

import type { ConfiguredPolicy, Denial } from '../types';

type Rule = NonNullable<ConfiguredPolicy['repositories']>[number];

const allowing = (rule: Partial<Rule>): ConfiguredPolicy => ({
  repositories: [{ match: 'acme/*', ...rule }],
});
const denying = (rule: Partial<Rule>): ConfiguredPolicy => ({
  repositories: [{ match: 'acme/*' }, { match: 'acme/*', deny: true, ...rule }],
});

/** Rules about with what, from where and by which door. */
export const choiceDenials: Denial[] = [
  {
    name: 'the model is not listed',
    code: 'model_not_allowed',
    policy: allowing({ models: ['gpt-5.4'] }),
    request: { model: 'claude-opus-4.6' },
  },
  {
    name: 'Auto, where models are listed',
    code: 'model_not_allowed',
    policy: allowing({ models: ['gpt-5.4'] }),
  },
  {
    name: 'the model is denied',
    code: 'model_not_allowed',
    policy: denying({ models: ['claude-opus-4.6'] }),
    request: { model: 'claude-opus-4.6' },
  },
  {
    name: 'Auto, where a model is denied',
    code: 'model_not_allowed',
    policy: denying({ models: ['claude-opus-4.6'] }),
  },
  {
    name: 'the custom agent is not listed',
    code: 'custom_agent_not_allowed',
    policy: allowing({ customAgents: ['reviewer'] }),
    request: { customAgent: 'scaffolder' },
  },
  {
    name: 'no custom agent, where some are listed',
    code: 'custom_agent_not_allowed',
    policy: allowing({ customAgents: ['reviewer'] }),
  },
  {
    name: 'the custom agent is denied',
    code: 'custom_agent_not_allowed',
    policy: denying({ customAgents: ['reviewer'] }),
    request: { customAgent: 'reviewer' },
  },
  {
    name: 'the base branch is not listed',
    code: 'base_ref_not_allowed',
    policy: allowing({ baseRefs: ['develop'] }),
    request: { baseRef: 'main' },
  },
  {
    name: 'a star in a branch does not cross a slash',
    code: 'base_ref_not_allowed',
    policy: allowing({ baseRefs: ['release/*'] }),
    request: { baseRef: 'release/2.x/hotfix' },
  },
  {
    name: 'the default branch, where base branches are listed',
    code: 'base_ref_not_allowed',
    policy: allowing({ baseRefs: ['main'] }),
  },
  {
    name: 'the base branch is denied',
    code: 'base_ref_not_allowed',
    policy: denying({ baseRefs: ['release/*'] }),
    request: { baseRef: 'release/2.x' },
  },
  {
    name: 'the default branch, where a base branch is denied',
    code: 'base_ref_not_allowed',
    policy: denying({ baseRefs: ['main'] }),
  },
  {
    name: 'only the proxy may be used',
    code: 'source_not_allowed',
    policy: allowing({ sources: ['proxy'] }),
    cannot: { proxy: 'the rule allows it there' },
  },
  {
    name: 'the proxy may not be used',
    code: 'source_not_allowed',
    policy: allowing({ sources: ['portal', 'scaffolder', 'mcp'] }),
    cannot: {
      portal: 'the rule allows it there',
      scaffolder: 'the rule allows it there',
      mcp: 'the rule allows it there',
    },
  },
  {
    name: 'every door but MCP is denied',
    code: 'source_not_allowed',
    policy: denying({ sources: ['portal', 'scaffolder', 'proxy'] }),
    cannot: { mcp: 'no rule denies it there' },
  },
  {
    name: 'MCP is denied, by the admin page',
    code: 'source_not_allowed',
    rules: [{ rule: { match: '*/*', deny: true, sources: ['mcp'] } }],
    cannot: {
      portal: 'no rule denies it there',
      proxy: 'no rule denies it there',
      scaffolder: 'no rule denies it there',
    },
  },
];
