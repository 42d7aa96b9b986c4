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

import {
  createConditionAuthorizer,
  createConditionTransformer,
} from '@backstage/plugin-permission-node';
import { agentTaskReadPermission } from 'backstage-plugin-agent-tasks-common';
import type { AgentTaskResource } from './AgentTaskResource';
import {
  agentTaskConditions,
  createAgentTaskConditionalDecision,
} from './conditions';
import { agentTaskRules } from './rules';

const rules = Object.values(agentTaskRules);
const authorize = createConditionAuthorizer(rules as any);

const task = (fields: Partial<AgentTaskResource>) =>
  ({
    requestedBy: 'user:default/ada',
    repository: 'acme/services',
    entityOwners: [],
    ...fields,
  } as AgentTaskResource);

function isAllowed(
  condition: Parameters<typeof createAgentTaskConditionalDecision>[1],
  fields: Partial<AgentTaskResource>,
) {
  return authorize(
    createAgentTaskConditionalDecision(agentTaskReadPermission, condition),
    task(fields),
  );
}

describe('agentTaskRules', () => {
  const { isRequester, isEntityOwner, matchesRepository } = agentTaskConditions;

  it.each([
    ['user:default/ada', true],
    ['User:Default/Ada', true],
    ['user:default/ad', false],
    ['user:default/ben', false],
  ])('isRequester %s: %s', (userRef, allowed) => {
    expect(isAllowed(isRequester({ userRef }), {})).toBe(allowed);
  });

  it.each([
    [['group:default/payments'], ['group:default/payments'], true],
    [['GROUP:default/Payments'], ['group:default/payments'], true],
    [['group:default/shop'], ['group:default/payments'], false],
    [[], ['group:default/payments'], false],
    [['group:default/payments'], [], false],
    [
      ['user:default/ada', 'group:default/shop'],
      ['group:default/payments', 'group:default/shop'],
      true,
    ],
  ])('isEntityOwner %j of %j: %s', (claims, entityOwners, allowed) => {
    expect(isAllowed(isEntityOwner({ claims }), { entityOwners })).toBe(
      allowed,
    );
  });

  it.each([
    ['acme/*', 'acme/services', true],
    ['Acme/SERVICES', 'acme/services', true],
    ['acme/*', 'acme-labs/services', false],
    ['acme*/*', 'acme-labs/services', true],
    ['*/*', 'acme/services', true],
    ['acme/?ervices', 'acme/services', true],
    ['acme/?services', 'acme/services', false],
    ['acme/a.b', 'acme/axb', false],
    ['acme/a_b', 'acme/axb', false],
    ['acme/a_b', 'acme/a_b', true],
    ['acme/serv', 'acme/services', false],
    ['cme/services', 'acme/services', false],
    ['acme/**s', 'acme/services', true],
  ])('matchesRepository %s of %s: %s', (pattern, repository, allowed) => {
    expect(
      isAllowed(matchesRepository({ patterns: [pattern] }), { repository }),
    ).toBe(allowed);
  });

  it.each(['acme', 'acme/a/b', 'acme/', '/x', 'acme/a b', 'acme/a%', 'a/[b]'])(
    'refuses the pattern %j',
    pattern => {
      expect(() =>
        isAllowed(matchesRepository({ patterns: [pattern] }), {}),
      ).toThrow('Parameters to rule are invalid');
    },
  );

  it('becomes filters in the shape of the criteria', () => {
    const toFilters = createConditionTransformer(rules as any);
    expect(
      toFilters({
        anyOf: [
          isRequester({ userRef: 'user:default/ada' }),
          {
            allOf: [
              isEntityOwner({ claims: ['group:default/payments'] }),
              { not: matchesRepository({ patterns: ['acme/payroll'] }) },
            ],
          },
        ],
      }),
    ).toEqual({
      anyOf: [
        { property: 'requestedBy', userRefs: ['user:default/ada'] },
        {
          allOf: [
            { property: 'entityOwners', claims: ['group:default/payments'] },
            { not: { property: 'repository', patterns: ['acme/payroll'] } },
          ],
        },
      ],
    });
  });

  it('names the resource type and the plugin in a decision', () => {
    expect(
      createAgentTaskConditionalDecision(
        agentTaskReadPermission,
        isRequester({ userRef: 'user:default/ada' }),
      ),
    ).toMatchObject({
      result: 'CONDITIONAL',
      pluginId: 'agent-tasks',
      resourceType: 'agent-task',
    });
  });
});
