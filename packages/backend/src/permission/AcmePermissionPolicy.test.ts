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

import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  createPermission,
  type Permission,
} from '@backstage/plugin-permission-common';
import { createConditionAuthorizer } from '@backstage/plugin-permission-node';
import {
  agentTaskCreatePermission,
  agentTaskReadPermission,
  agentTasksPermissions,
  agentTasksPolicyReadPermission,
  agentTasksPolicyUpdatePermission,
  agentTasksUsageReadPermission,
} from 'backstage-plugin-agent-tasks-common';
import {
  agentTaskRules,
  type AgentTaskResource,
} from 'backstage-plugin-agent-tasks-node';
import { AcmePermissionPolicy } from './AcmePermissionPolicy';

const { ALLOW, DENY } = AuthorizeResult;

const TEAMS: Record<string, string[]> = {
  'priya-raman': ['group:default/platform'],
  'ada-nwosu': ['group:default/payments'],
  'ben-larsen': ['group:default/storefront'],
  guest: ['group:default/guests'],
  stranger: [],
};

const policy = AcmePermissionPolicy.create({
  userInfo: {
    getUserInfo: async credentials => {
      const name = credentials.principal as string;
      const userEntityRef = `user:default/${name}`;
      return {
        userEntityRef,
        ownershipEntityRefs: [userEntityRef, ...TEAMS[name]],
      };
    },
  },
});

async function decide(permission: Permission, name?: string) {
  const credentials = { principal: name } as BackstageCredentials;
  return policy.handle(
    { permission },
    name ? ({ credentials } as any) : undefined,
  );
}

describe('AcmePermissionPolicy', () => {
  it.each<[Permission, string | undefined, AuthorizeResult]>([
    [agentTaskCreatePermission, 'priya-raman', ALLOW],
    [agentTaskReadPermission, 'priya-raman', ALLOW],
    [agentTasksPolicyReadPermission, 'priya-raman', ALLOW],
    [agentTasksPolicyUpdatePermission, 'priya-raman', ALLOW],
    [agentTasksUsageReadPermission, 'priya-raman', ALLOW],
    [agentTaskCreatePermission, 'ada-nwosu', ALLOW],
    [agentTaskReadPermission, 'ada-nwosu', AuthorizeResult.CONDITIONAL],
    [agentTasksPolicyReadPermission, 'ada-nwosu', DENY],
    [agentTasksPolicyUpdatePermission, 'ada-nwosu', DENY],
    [agentTasksUsageReadPermission, 'ada-nwosu', DENY],
  ])('decides on %j for %s: %s', async (permission, name, result) => {
    expect((await decide(permission, name)).result).toBe(result);
  });

  it.each(['guest', 'stranger', undefined])(
    'lets %s do nothing with agent tasks, and all else',
    async name => {
      for (const permission of agentTasksPermissions) {
        expect(await decide(permission, name)).toEqual({ result: DENY });
      }
      const other = createPermission({ name: 'catalog.x', attributes: {} });
      expect(await decide(other, name)).toEqual({ result: ALLOW });
    },
  );

  it.each<[string, Partial<AgentTaskResource>, boolean]>([
    ['one’s own', { requestedBy: 'user:default/ben-larsen' }, true],
    ['of a shared repository', { repository: 'acme/billing' }, true],
    ['of another company', { repository: 'other/billing' }, false],
    ['of a confidential repository', { repository: 'acme/payroll' }, false],
    [
      'of a confidential repository, but one’s own',
      { repository: 'Acme/Payroll', requestedBy: 'user:default/ben-larsen' },
      true,
    ],
    [
      'of a confidential repository of one’s team',
      {
        repository: 'acme/payroll-archive',
        entityOwners: ['group:default/storefront'],
      },
      true,
    ],
  ])('lets a developer read a task %s: %j', async (_name, fields, expected) => {
    const task = {
      requestedBy: 'user:default/ada-nwosu',
      repository: 'acme/payroll',
      entityOwners: [],
      ...fields,
    } as Partial<AgentTaskResource> as AgentTaskResource;
    const isAllowed = createConditionAuthorizer<AgentTaskResource>({
      getRuleByName: name =>
        Object.values(agentTaskRules).find(rule => rule.name === name) as any,
    });
    const decision = await decide(agentTaskReadPermission, 'ben-larsen');
    expect(isAllowed(decision, task)).toBe(expected);
  });
});
