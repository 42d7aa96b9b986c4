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
  PolicyRule,
  PolicyRuleEntry,
} from 'backstage-plugin-agent-tasks-common';
import { refuseContradiction } from './refuseContradiction';

const ALLOW: PolicyRule = { match: 'acme/*' };
const DENY: PolicyRule = { match: 'acme/*', deny: true };

const configured = (rule: PolicyRule): PolicyRuleEntry => ({
  id: 'agentTasks.policy.repositories[3]',
  origin: 'config',
  status: 'active',
  rule,
});

const stored = (
  rule: PolicyRule,
  status: PolicyRuleEntry['status'] = 'active',
): PolicyRuleEntry => ({
  id: 'id',
  origin: 'database',
  status,
  rule,
  createdAt: '2026-11-22T12:00:00.000Z',
  createdBy: 'user:default/ada',
});

type Change = { rule: PolicyRule; enabled: boolean };
const on = (rule: PolicyRule): Change => ({ rule, enabled: true });
const off = (rule: PolicyRule): Change => ({ rule, enabled: false });

function outcome(change: Change, others: PolicyRuleEntry[], before?: Change) {
  try {
    refuseContradiction(change, others, before);
    return 'fine';
  } catch (error) {
    expect((error as any).code).toBe('validation_failed');
    expect((error as any).issues).toEqual([
      { path: 'rule.match', message: (error as Error).message },
    ]);
    return (error as Error).message;
  }
}

describe('refuseContradiction', () => {
  it.each<[string, Change, PolicyRuleEntry[], Change?]>([
    ['alone', on(ALLOW), []],
    ['beside another glob', on(ALLOW), [configured({ match: 'acme/a' })]],
    ['a narrower one', on({ ...ALLOW, models: ['a'] }), [configured(ALLOW)]],
    ['a denial of what is allowed', on(DENY), [configured(ALLOW)]],
    ['under a wider denial', on({ match: 'acme/a' }), [configured(DENY)]],
    ['a narrower denial', on({ ...DENY, models: ['a'] }), [configured(DENY)]],
    [
      'under a denial for some',
      on(ALLOW),
      [configured({ ...DENY, denyFor: ['user:default/eve'] })],
    ],
    [
      'under a denial that ends',
      on(ALLOW),
      [stored({ ...DENY, validUntil: '2030-01-01' })],
    ],
    ['under a denial that is disabled', on(ALLOW), [stored(DENY, 'disabled')]],
    ['disabled, under a denial', off(ALLOW), [configured(DENY)]],
    [
      'disabling what has been denied since',
      off(ALLOW),
      [configured(DENY)],
      on(ALLOW),
    ],
    [
      'disabling what app-config says by now',
      off(ALLOW),
      [configured(ALLOW)],
      on(ALLOW),
    ],
    [
      'enabling what app-config says by now',
      on(ALLOW),
      [configured(ALLOW)],
      off(ALLOW),
    ],
  ])('lets pass: %s', (...[, change, others, before]) => {
    expect(outcome(change, others, before)).toBe('fine');
  });

  it.each<[string, Change, PolicyRuleEntry[], RegExp, Change?]>([
    [
      'what app-config says',
      on(ALLOW),
      [configured(ALLOW)],
      /^agentTasks\.policy\.repositories\[3\] of app-config says the same\./,
    ],
    [
      'what the admin page says',
      on(ALLOW),
      [stored(ALLOW)],
      /^The rule of the admin page that user:default\/ada added at 2026-11-22T12:00:00\.000Z says the same\./,
    ],
    [
      'what a disabled rule says',
      on(ALLOW),
      [stored(ALLOW, 'disabled')],
      /Enable that one instead\.$/,
    ],
    [
      'the same in other words',
      on({
        match: 'ACME/*',
        deny: false,
        models: ['b', 'a'],
        limits: { tasksPerUserPerDay: 2, activeTasksPerUser: 1 },
      }),
      [
        stored({
          limits: { activeTasksPerUser: 1, tasksPerUserPerDay: 2 },
          models: ['a', 'b'],
          match: 'acme/*',
        }),
      ],
      /says the same/,
    ],
    [
      'the same with limits that name nothing',
      on({ ...ALLOW, limits: {} }),
      [stored(ALLOW)],
      /says the same/,
    ],
    [
      'a change into what another says',
      off(ALLOW),
      [stored(ALLOW)],
      /says the same/,
      off({ match: 'acme/a' }),
    ],
    [
      'what is denied altogether',
      on({ match: 'Acme/*', models: ['a'] }),
      [configured(DENY)],
      /^agentTasks\.policy\.repositories\[3\] of app-config denies 'acme\/\*' altogether, and deny wins/,
    ],
    [
      'enabling what is denied altogether',
      on(ALLOW),
      [stored(DENY)],
      /altogether/,
      off(ALLOW),
    ],
    [
      'a change into what is denied altogether',
      on(ALLOW),
      [stored(DENY)],
      /altogether/,
      on({ match: 'acme/a' }),
    ],
  ])('refuses %s', (...[, change, others, message, before]) => {
    expect(outcome(change, others, before)).toMatch(message);
  });
});
