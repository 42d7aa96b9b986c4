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

import type {
  Policy,
  PolicyChange,
  PolicyDecision,
  PolicyRuleEntry,
  RulePreview,
} from 'backstage-plugin-agent-tasks-common';
import type { FakeAdminApi } from './FakeAdminApi';
import { minutesAgo } from './fixtures';

const DAY = 24 * 60;

/** A rule of the admin page, with whatever a case needs to differ. */
export function aRule(changes: Partial<PolicyRuleEntry> = {}): PolicyRuleEntry {
  return {
    id: '5b0ad0f5-0b0f-4a34-a3e6-1c83c3b6b0a1',
    origin: 'database',
    rule: {
      match: 'tools/cli',
      allow: ['group:default/platform'],
      models: ['gpt-5.4'],
      limits: { aiCreditsPerMonth: 200 },
    },
    status: 'active',
    version: 1,
    createdAt: minutesAgo(19 * DAY),
    createdBy: 'user:default/priya',
    updatedAt: minutesAgo(19 * DAY),
    updatedBy: 'user:default/priya',
    ...changes,
  };
}

/** Rules in every face that the admin page knows. */
export const POLICY: Policy = {
  rules: [
    {
      id: 'agentTasks.policy.repositories[0]',
      origin: 'config',
      rule: { match: 'acme/*', limits: { activeTasksPerUser: 5 } },
      status: 'active',
    },
    {
      id: 'agentTasks.policy.repositories[1]',
      origin: 'config',
      rule: { match: 'acme/payroll', deny: true },
      status: 'active',
    },
    aRule(),
    aRule({
      id: 'a5c1c8c2-6a8f-4f0e-8a5b-0d4c5f6a7b8c',
      rule: {
        match: 'acme/{billing,ledger}-*',
        customAgents: ['scaffolder'],
        baseRefs: ['main', 'release/*'],
        sources: ['portal', 'scaffolder'],
        validFrom: '2027-01-01',
        validUntil: '2027-03-31',
        limits: { activeTasksPerRepository: 2, tasksPerUserPerDay: 20 },
      },
      status: 'not_yet_valid',
    }),
    aRule({
      id: 'c1f0d6a8-91f4-4d7a-9a39-5a1b2c3d4e5f',
      rule: {
        match: 'acme/*',
        deny: true,
        denyFor: ['user:default/grace', 'group:default/guests'],
        models: ['claude-opus-4.6'],
      },
      status: 'disabled',
      version: 3,
    }),
    aRule({
      id: 'd2f0d6a8-91f4-4d7a-9a39-5a1b2c3d4e5f',
      rule: { match: 'labs/*', validUntil: '2026-10-31' },
      status: 'expired',
    }),
  ],
  limits: { activeTasksPerUser: 5, tasksPerUserPerDay: 50 },
};

/** What a glob matches: so many repositories, each second one in the catalog. */
export function aPreview(owner: string, names: string[]): RulePreview {
  return {
    items: names.map((name, index) => ({
      repository: `${owner}/${name}`,
      entityRefs: index % 2 === 0 ? [`component:default/${name}`] : [],
      isYours: index < 2,
    })),
    total: names.length,
    gitHub: 'asked',
  };
}

/** A refusal with its reasons. */
export const REFUSAL: PolicyDecision = {
  allowed: false,
  code: 'repository_not_allowed',
  message:
    'No. Rule tools/cli allows only group platform; this user is in web. No other rule matches.',
  ruleId: aRule().id,
  groups: ['group:default/web'],
  rules: [
    {
      id: aRule().id,
      origin: 'database',
      match: 'tools/cli',
      outcome: 'does_not_apply',
      reason: 'It allows only group:default/platform.',
    },
    {
      id: 'agentTasks.policy.repositories[0]',
      origin: 'config',
      match: 'acme/*',
      outcome: 'does_not_apply',
      reason: 'It does not match tools/cli.',
    },
  ],
  limits: [
    {
      limit: 'activeTasksPerUser',
      subject: 'user:default/ada',
      allowed: 5,
      used: 5,
      isReached: true,
    },
    {
      limit: 'aiCreditsPerMonth',
      ruleId: aRule().id,
      allowed: 200,
      used: 12.5,
      unknownTasks: 2,
      isReached: false,
    },
  ],
};

const HISTORY: PolicyChange[] = [
  {
    id: '3',
    ruleId: 'c1f0d6a8-91f4-4d7a-9a39-5a1b2c3d4e5f',
    at: minutesAgo(35),
    by: 'user:default/ada',
    action: 'disabled',
    reason: 'The incident of last week is over',
    before: POLICY.rules[4].rule,
    after: POLICY.rules[4].rule,
  },
  {
    id: '2',
    ruleId: aRule().id,
    at: minutesAgo(2 * DAY),
    by: 'user:default/priya',
    action: 'updated',
    reason: 'Twice the budget, and one model for all',
    before: {
      match: 'tools/cli',
      allow: ['group:default/platform', 'user:default/grace'],
      models: ['claude-sonnet-4.6', 'gpt-5.4'],
      limits: { aiCreditsPerMonth: 100, tasksPerUserPerDay: 5 },
    },
    after: aRule().rule,
  },
  {
    id: '1',
    ruleId: aRule().id,
    at: minutesAgo(19 * DAY),
    by: 'user:default/priya',
    action: 'created',
    reason: 'The command line moves to its own repository',
    after: aRule().rule,
  },
];

/** Gives a portal all that the admin page can show. */
export function fillAdmin<T extends FakeAdminApi>(api: T): T {
  api.policy = POLICY;
  api.changes = HISTORY;
  api.preview = { items: [], total: 0, gitHub: 'asked' };
  Object.assign(api.previews, {
    'acme/*': aPreview('acme', ['billing', 'ledger', 'payroll', 'storefront']),
    'acme/payroll': aPreview('acme', ['payroll']),
    'tools/cli': aPreview('tools', ['cli']),
    '*/*': aPreview('acme', ['billing', 'ledger', 'payroll', 'storefront']),
  });
  api.decision = REFUSAL;
  return api;
}
