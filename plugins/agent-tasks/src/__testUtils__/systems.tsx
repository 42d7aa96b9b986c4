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

import { alertApiRef, identityApiRef } from '@backstage/core-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import {
  mockApis,
  renderInTestApp as renderInLegacyApp,
  TestApiProvider,
} from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { StrictMode, type ReactElement } from 'react';
import { Route, Routes, useLocation } from 'react-router-dom';
import { agentTasksApiRef } from '../api';
import { AgentTasksRoutes } from '../components/AgentTasksRoutes';
import { AgentTasksSettings } from '../components/AgentTasksSettings';
import { AgentTasksSettings as LegacyAgentTasksSettings } from '../plugin';
import { rootRouteRef } from '../routes';
import { VIEWER, type FakeAgentTasksApi } from '../testing';

function Portal({ settings }: { settings: ReactElement }) {
  const { pathname, search } = useLocation();
  return (
    <>
      <p data-testid="address">{`${pathname}${search}`}</p>
      <Routes>
        <Route path="/agent-tasks/*" element={<AgentTasksRoutes />} />
        <Route path="/settings/*" element={settings} />
      </Routes>
    </>
  );
}

type OpenPortal = (
  api: FakeAgentTasksApi,
  path: string,
) => Promise<{
  user: UserEvent;
  /** The alerts that were posted. */
  said: string[];
}>;

type Render = (element: ReactElement, path: string) => Promise<void>;

function opening(render: Render, Settings: () => JSX.Element): OpenPortal {
  return async (api, path) => {
    const said: string[] = [];
    await render(
      <StrictMode>
        <TestApiProvider
          apis={[
            [agentTasksApiRef, api],
            [
              alertApiRef,
              {
                post: ({ message }) => said.push(message),
                alert$: () => ({} as never),
              },
            ],
            [identityApiRef, mockApis.identity({ userEntityRef: VIEWER })],
            [permissionApiRef, mockApis.permission()],
          ]}
        >
          <Portal settings={<Settings />} />
        </TestApiProvider>
      </StrictMode>,
      path,
    );
    return { user: userEvent.setup(), said };
  };
}

const mountedRoutes = { '/agent-tasks': rootRouteRef };

/**
 * Both frontend systems, each with a way to open a portal that has this plugin's
 * page at `/agent-tasks` and its settings at `/settings`, in React's strict mode.
 */
export const SYSTEMS: [name: string, open: OpenPortal][] = [
  [
    'new',
    opening(async (element, path) => {
      renderInTestApp(element, {
        mountPath: '/*',
        initialRouteEntries: [path],
        mountedRoutes,
      });
    }, AgentTasksSettings),
  ],
  [
    'legacy',
    opening(async (element, path) => {
      await renderInLegacyApp(element, { routeEntries: [path], mountedRoutes });
    }, LegacyAgentTasksSettings),
  ],
];

/** Finds a button by its words. */
export function findButton(name: string): Promise<HTMLElement> {
  return screen.findByRole('button', { name });
}

/** Where the portal is, as its address bar would say. */
export function address(): string | null {
  return screen.getByTestId('address').textContent;
}

/** Forgets where a test before has left for. */
export function resetBrowser(): void {
  window.sessionStorage.clear();
  window.location.hash = '';
}
