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
import { act, screen, within } from '@testing-library/react';
import userEvent, {
  PointerEventsCheckLevel,
  type UserEvent,
} from '@testing-library/user-event';
import { useNavigate } from 'react-router-dom';
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
): {
  user: UserEvent;
  said: string[];
  /** Presses the browser's Back, or Forward. */
  go: (steps: -1 | 1) => void;
} {
  const { path = '', rights = ALL_RIGHTS } = options;
  const said: string[] = [];
  let navigate: ReturnType<typeof useNavigate>;
  const Browser = () => {
    navigate = useNavigate();
    return null;
  };
  const page = (
    <>
      <Browser />
      <AgentTasksRoutes />
    </>
  );
  renderInTestApp(page, {
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
    initialRouteEntries: ['/agent-tasks', `/agent-tasks/admin${path}`],
    mountedRoutes: {
      '/agent-tasks': rootRouteRef,
      '/catalog/:namespace/:kind/:name': entityRouteRef,
    },
  });
  return {
    // To compute the styles of a whole page at each click takes long.
    user: userEvent.setup({
      pointerEventsCheck: PointerEventsCheckLevel.Never,
    }),
    said,
    go: steps => act(() => navigate(steps)),
  };
}

/** Types at once what need not be typed letter by letter. */
export async function fill(
  user: UserEvent,
  element: HTMLElement,
  text: string,
) {
  await user.click(element);
  await user.paste(text);
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
