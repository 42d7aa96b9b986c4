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

import type { UserInfoService } from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  isPermission,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import {
  agentTaskCreatePermission,
  agentTaskReadPermission,
  agentTasksPermissions,
} from 'backstage-plugin-agent-tasks-common';
import {
  agentTaskConditions,
  createAgentTaskConditionalDecision,
} from 'backstage-plugin-agent-tasks-node';

/** Runs the portal: may everything, the rules of the policy and usage included. */
const PLATFORM = 'group:default/platform';
/** People who have not signed in with GitHub are in no team, but in this group. */
const GUESTS = 'group:default/guests';

/** Tasks in the company's repositories are open to all of its teams, */
const SHARED = ['acme/*'];
/** except in these, which their owners alone follow. */
const CONFIDENTIAL = ['acme/payroll', 'acme/payroll-*'];

const ALLOW: PolicyDecision = { result: AuthorizeResult.ALLOW };
const DENY: PolicyDecision = { result: AuthorizeResult.DENY };

/**
 * What the people of Acme may do, as an example to start from; docs/permissions.md
 * explains it. It speaks about agent tasks only, all else is allowed.
 */
export class AcmePermissionPolicy implements PermissionPolicy {
  readonly #userInfo: UserInfoService;

  private constructor(userInfo: UserInfoService) {
    this.#userInfo = userInfo;
  }

  static create(options: { userInfo: UserInfoService }): AcmePermissionPolicy {
    return new AcmePermissionPolicy(options.userInfo);
  }

  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    if (!agentTasksPermissions.some(own => isPermission(permission, own))) {
      return ALLOW;
    }
    if (!user) return DENY;
    const { userEntityRef: userRef, ownershipEntityRefs: claims } =
      await this.#userInfo.getUserInfo(user.credentials);
    if (claims.includes(PLATFORM)) return ALLOW;
    if (!claims.some(isTeam)) return DENY;
    if (isPermission(permission, agentTaskCreatePermission)) return ALLOW;
    if (isPermission(permission, agentTaskReadPermission)) {
      const { isRequester, isEntityOwner, matchesRepository } =
        agentTaskConditions;
      return createAgentTaskConditionalDecision(permission, {
        anyOf: [
          isRequester({ userRef }),
          isEntityOwner({ claims }),
          {
            allOf: [
              matchesRepository({ patterns: SHARED }),
              { not: matchesRepository({ patterns: CONFIDENTIAL }) },
            ],
          },
        ],
      });
    }
    return DENY;
  }
}

function isTeam(claim: string): boolean {
  return claim.startsWith('group:') && claim !== GUESTS;
}
