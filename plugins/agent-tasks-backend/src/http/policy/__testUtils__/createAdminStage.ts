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

import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { createStage } from '../../../__testUtils__/createStage';
import { recordAudit } from '../../../__testUtils__/recordAudit';
import type {
  Portal,
  PortalOptions,
  PortalUser,
} from '../../../__testUtils__/startPortal';

const DAY_MS = 86_400_000;

/** Who may do what: Priya everything, Chloe only see the policy, everybody else nothing of it. */
const PERMITTED: Record<string, string[]> = {
  'user:default/priya-raman': [
    'agent-tasks.policy.read',
    'agent-tasks.policy.update',
  ],
  'user:default/chloe-tran': ['agent-tasks.policy.read'],
};

/** A portal with an admin, a reader of the policy and an outsider; without GitHub tokens unless they are signed in. */
export function createAdminStage() {
  const stage = createStage({ intervalMs: DAY_MS, slowIntervalMs: DAY_MS });
  const audit = recordAudit();

  async function start(
    options: Partial<PortalOptions> & {
      entities?: Entity[];
      /** What the catalog throws. */
      catalogError?: Error;
      features?: never;
    } = {},
  ): Promise<{
    portal: Portal;
    admin: PortalUser;
    reader: PortalUser;
    outsider: PortalUser;
  }> {
    const { entities = [], catalogError, ...rest } = options;
    audit.clear();
    const portal = await stage.start({
      policy: { repositories: [] },
      ...rest,
      features: [
        audit.auditor.factory,
        catalogError
          ? catalogServiceMock.mock({
              streamEntities: () => {
                throw catalogError;
              },
            }).factory
          : catalogServiceMock.factory({ entities }),
        mockServices.permissions.mock({
          authorize: async (requests, { credentials }) =>
            requests.map(({ permission }) => {
              const { userEntityRef } = (credentials as any).principal;
              const isPolicy = permission.name.startsWith('agent-tasks.policy');
              return {
                result:
                  !isPolicy ||
                  PERMITTED[userEntityRef]?.includes(permission.name)
                    ? AuthorizeResult.ALLOW
                    : AuthorizeResult.DENY,
              };
            }),
          authorizeConditional: async requests =>
            requests.map(() => ({ result: AuthorizeResult.ALLOW })),
        }).factory,
      ],
    });
    return {
      portal,
      admin: portal.as('priya-raman'),
      reader: portal.as('chloe-tran'),
      outsider: portal.as('ada-nwosu'),
    };
  }

  return { stage, audit, start };
}
