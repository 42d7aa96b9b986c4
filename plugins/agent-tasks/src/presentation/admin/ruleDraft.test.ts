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

import type { PolicyRule } from 'backstage-plugin-agent-tasks-common';
import {
  draftOf,
  isSameDraft,
  issuesOfPortal,
  validateRuleDraft,
  type RuleDraft,
} from './ruleDraft';

const tell = (entry: string, message: string) => `[${entry}] ${message}`;

const valid: RuleDraft = {
  ...draftOf({ match: 'acme/*' }),
  reason: 'The pilot begins',
};

const limits = (changes: Partial<RuleDraft['limits']>) => ({
  limits: { ...valid.limits, ...changes },
});

describe('the draft of a rule', () => {
  it.each<[string, PolicyRule]>([
    ['an allowing rule', { match: 'acme/*' }],
    [
      'all that an allowing rule can name',
      {
        match: 'acme/{billing,shop}-*',
        allow: ['group:default/platform'],
        models: ['gpt-5.4'],
        customAgents: ['scaffolder'],
        baseRefs: ['release/*'],
        sources: ['portal', 'mcp'],
        limits: { activeTasksPerUser: 5, aiCreditsPerMonth: 12.5 },
        validFrom: '2026-12-01',
        validUntil: '2026-12-31T12:00:00Z',
      },
    ],
    [
      'a denying rule',
      { match: 'acme/payroll', deny: true, denyFor: ['user:default/grace'] },
    ],
  ])('is the same rule again after a way through the form: %s', (_, rule) => {
    const draft = { ...draftOf(rule), reason: 'Why not' };
    expect(validateRuleDraft(draft, tell)).toEqual({
      request: { rule, reason: 'Why not' },
      issues: {},
    });
  });

  it.each<[string, Partial<RuleDraft>, object]>([
    [
      'no glob',
      { match: ' ' },
      { match: expect.stringMatching(/^Give a glob/) },
    ],
    [
      'a glob without a slash',
      { match: 'acme' },
      { match: expect.stringContaining('exactly one slash') },
    ],
    [
      'no reason',
      { reason: 'x' },
      { reason: expect.stringMatching(/^Say why/) },
    ],
    [
      'a number that is none',
      limits({ activeTasksPerUser: 'five' }),
      { activeTasksPerUser: 'Give a whole number of tasks, at least 1.' },
    ],
    [
      'half a task',
      limits({ tasksPerUserPerDay: '2.5' }),
      { tasksPerUserPerDay: 'Give a whole number of tasks, at least 1.' },
    ],
    [
      'an entry that is no entity ref',
      { allow: ['group:default/ok', 'the team'] },
      { allow: expect.stringMatching(/^\[the team\] Give the entity ref/) },
    ],
    [
      'an end before the beginning',
      { validFrom: '2026-12-02', validUntil: '2026-12-01' },
      { validUntil: expect.stringContaining('ends before it begins') },
    ],
  ])('says at its field what is wrong: %s', (_, changes, issues) => {
    expect(validateRuleDraft({ ...valid, ...changes }, tell)).toEqual({
      request: undefined,
      issues,
    });
  });

  it('leaves out what makes no sense for a rule that denies, and keeps it for one that allows', () => {
    const draft: RuleDraft = {
      ...valid,
      ...limits({ activeTasksPerUser: '3' }),
      allow: ['group:default/platform'],
      effect: 'deny',
    };
    expect(validateRuleDraft(draft, tell).request?.rule).toEqual({
      match: 'acme/*',
      deny: true,
    });
    expect(
      validateRuleDraft({ ...draft, effect: 'allow' }, tell).request?.rule,
    ).toEqual({
      match: 'acme/*',
      allow: ['group:default/platform'],
      limits: { activeTasksPerUser: 3 },
    });
  });

  it.each([
    ['rule.match', 'match'],
    ['rule.limits.aiCreditsPerMonth', 'aiCreditsPerMonth'],
    ['rule.models.1', 'models'],
    ['rule.deny', 'effect'],
    ['reason', 'reason'],
  ])('shows what the portal says of %s at %s', (path, field) => {
    expect(issuesOfPortal([{ path, message: 'No.' }])).toEqual({
      [field]: 'No.',
    });
  });

  it('shows nothing at a field for what is about none', () => {
    expect(issuesOfPortal([{ path: 'version', message: 'No.' }])).toEqual({});
  });

  it('is changed by what it says, not by the order of a list', () => {
    const draft = draftOf({ match: 'acme/*', models: ['a', 'b'] });
    expect(isSameDraft(draft, { ...draft, models: ['b', 'a'] })).toBe(true);
    expect(isSameDraft(draft, { ...draft, models: ['b'] })).toBe(false);
    expect(isSameDraft(draft, { ...draft, reason: 'x' })).toBe(false);
  });
});
