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

import type { Entity } from '@backstage/catalog-model';
import { alertApiRef } from '@backstage/core-plugin-api';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { screen, within } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { agentTasksApiRef } from '../api';
import { AgentTasksRoutes } from '../components/AgentTasksRoutes';
import { rootRouteRef } from '../routes';
import { VIEWER, type FakeAgentTasksApi } from '../testing';

/** All that platform admins may. */
export const ALL_RIGHTS = [
  'agent-tasks.policy.read',
  'agent-tasks.policy.update',
  'agent-tasks.usage.read',
];

const ENTITIES: Entity[] = [
  ['Group', 'platform', 'Platform'],
  ['User', 'grace', 'Grace Hopper'],
].map(([kind, name, displayName]) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name },
  spec: { profile: { displayName } },
}));

/** Opens the admin page of a portal whose viewer has some rights. */
export function openAdmin(
  api: FakeAgentTasksApi,
  options: { path?: string; rights?: string[] } = {},
): { user: UserEvent; said: string[] } {
  const { path = '', rights = ALL_RIGHTS } = options;
  const said: string[] = [];
  renderInTestApp(<AgentTasksRoutes />, {
    apis: [
      [agentTasksApiRef, api],
      [catalogApiRef, catalogApiMock({ entities: ENTITIES })],
      [
        alertApiRef,
        {
          post: ({ message }: any) => said.push(message),
          alert$: () => ({ subscribe: () => ({ unsubscribe: () => {} }) }),
        },
      ],
      [
        permissionApiRef,
        {
          authorize: async ({ permission }: any) => ({
            result: rights.includes(permission.name)
              ? AuthorizeResult.ALLOW
              : AuthorizeResult.DENY,
          }),
        },
      ],
      mockApis.identity({ userEntityRef: VIEWER }),
    ] as never,
    mountPath: '/agent-tasks/*',
    initialRouteEntries: [`/agent-tasks/admin${path}`],
    mountedRoutes: {
      '/agent-tasks': rootRouteRef,
      '/catalog/:namespace/:kind/:name': entityRouteRef,
    },
  });
  return { user: userEvent.setup(), said };
}

/** The row of a rule. */
export async function ruleRow(match: string) {
  return within(await screen.findByTestId(`rule-${match}`));
}

/** Chooses from the menu of a rule. */
export async function choose(user: UserEvent, match: string, action: string) {
  await user.click(
    await screen.findByRole('button', { name: `Actions for rule ${match}` }),
  );
  await user.click(await screen.findByRole('menuitem', { name: action }));
}

/** The dialog that is open under a name. */
export async function dialog(name: string) {
  return within(await screen.findByRole('dialog', { name }));
}
