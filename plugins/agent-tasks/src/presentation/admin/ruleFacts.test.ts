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
import { diffRules, type FieldChange } from './ruleFacts';

const rule: PolicyRule = {
  match: 'acme/*',
  allow: ['group:default/platform', 'user:default/grace'],
  limits: { activeTasksPerUser: 5 },
};

describe('how a rule differs from what it was', () => {
  it.each<
    [string, PolicyRule | undefined, PolicyRule | undefined, FieldChange[]]
  >([
    ['not at all', rule, { ...rule }, []],
    ['there was and is none', undefined, undefined, []],
    [
      'lists lose, gain and keep',
      rule,
      { ...rule, allow: ['user:default/grace', 'group:default/web'] },
      [
        {
          field: 'allow',
          removed: ['group:default/platform'],
          added: ['group:default/web'],
          kept: ['user:default/grace'],
        },
      ],
    ],
    [
      'a limit is raised, another set',
      rule,
      { ...rule, limits: { activeTasksPerUser: 8, aiCreditsPerMonth: 0.5 } },
      [
        { field: 'activeTasksPerUser', removed: ['5'], added: ['8'], kept: [] },
        { field: 'aiCreditsPerMonth', removed: [], added: ['0.5'], kept: [] },
      ],
    ],
    [
      'it denies now',
      { match: 'acme/*' },
      { match: 'acme/*', deny: true },
      [{ field: 'effect', removed: ['allow'], added: ['deny'], kept: [] }],
    ],
    [
      'it is new',
      undefined,
      { match: 'a/b' },
      [
        { field: 'match', removed: [], added: ['a/b'], kept: [] },
        { field: 'effect', removed: [], added: ['allow'], kept: [] },
      ],
    ],
    [
      'it is gone',
      { match: 'a/b', deny: true },
      undefined,
      [
        { field: 'match', removed: ['a/b'], added: [], kept: [] },
        { field: 'effect', removed: ['deny'], added: [], kept: [] },
      ],
    ],
  ])('%s', (_, before, after, changes) => {
    expect(diffRules(before, after)).toEqual(changes);
  });
});
