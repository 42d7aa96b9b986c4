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
import {
  mockApis,
  renderInTestApp as renderInLegacyApp,
  TestApiProvider,
} from '@backstage/test-utils';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { AgentTasksError } from 'backstage-plugin-agent-tasks-common';
import { StrictMode, type ReactElement } from 'react';
import { Route, Routes, useLocation } from 'react-router-dom';
import { agentTasksApiRef } from '../api';
import { AgentTasksSettings as LegacyAgentTasksSettings } from '../plugin';
import { rootRouteRef } from '../routes';
import { aGrant, aTask, FakeAgentTasksApi, VIEWER } from '../testing';
import { AgentTasksRoutes } from './AgentTasksRoutes';
import { AgentTasksSettings } from './AgentTasksSettings';

const ANSWER = '/agent-tasks/connect?code=c0de&state=st4te';

function Portal({ settings }: { settings: ReactElement }) {
  const { pathname, search } = useLocation();
  return (
    <>
      <p data-testid="address">{`${pathname}${search}`}</p>
      <Routes>
        <Route path="/agent-tasks/*" element={<AgentTasksRoutes />} />
        <Route path="/settings/*" element={settings} />
        <Route path="/*" element={<p>Elsewhere</p>} />
      </Routes>
    </>
  );
}

type Render = (element: ReactElement, path: string) => Promise<void>;
const mountedRoutes = { '/agent-tasks': rootRouteRef };

const SYSTEMS: [string, Render, () => JSX.Element][] = [
  [
    'new',
    async (element, path) => {
      renderInTestApp(element, {
        mountPath: '/*',
        initialRouteEntries: [path],
        mountedRoutes,
      });
    },
    AgentTasksSettings,
  ],
  [
    'legacy',
    async (element, path) => {
      await renderInLegacyApp(element, { routeEntries: [path], mountedRoutes });
    },
    LegacyAgentTasksSettings,
  ],
];

describe.each(SYSTEMS)('in the %s frontend system', (_, render, Settings) => {
  async function open(api: FakeAgentTasksApi, path: string) {
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
  }
  const button = (name: string) => screen.findByRole('button', { name });
  const address = () => screen.getByTestId('address').textContent;

  beforeEach(() => {
    window.sessionStorage.clear();
    window.location.hash = '';
  });

  describe('the settings', () => {
    it('say quietly that connecting is not offered', async () => {
      const api = new FakeAgentTasksApi();
      api.grant = { isOffered: false, status: 'none' };
      await open(api, '/settings/agent-tasks');
      expect(
        await screen.findByText(/admins have not set up connecting/),
      ).toBeInTheDocument();
      expect(screen.queryByRole('button')).not.toBeInTheDocument();
    });

    it("take the person to GitHub's consent page and remember the place", async () => {
      const api = new FakeAgentTasksApi();
      const { user } = await open(api, '/settings/agent-tasks?a=1');
      await user.click(await button('Connect'));
      await waitFor(() => expect(window.location.hash).toBe('#consent'));
      expect(await button('Going to GitHub …')).toBeDisabled();
      expect(Object.values(window.sessionStorage)).toEqual([
        '/settings/agent-tasks?a=1',
      ]);
    });

    it('open nothing but web addresses', async () => {
      const api = new FakeAgentTasksApi();
      // eslint-disable-next-line no-script-url
      api.consentUrl = 'javascript:alert(1)';
      const { user } = await open(api, '/settings/agent-tasks');
      await user.click(await button('Connect'));
      expect(await screen.findByRole('alert')).toHaveTextContent(
        'so nothing was opened',
      );
      expect(window.location.hash).toBe('');
    });

    it('say whose connection it is, since and until when, and end it', async () => {
      const api = new FakeAgentTasksApi();
      api.grant = aGrant({
        githubLogin: 'ada-nwosu',
        connectedAt: '2026-11-10T12:00:00Z',
        expiresAt: '2027-05-11T12:00:00Z',
      });
      const { user } = await open(api, '/settings/agent-tasks');
      expect(await screen.findByText('ada-nwosu')).toBeInTheDocument();
      expect(screen.getByText('Nov 10, 2026')).toBeInTheDocument();
      expect(screen.getByText('May 11, 2027')).toBeInTheDocument();
      await user.click(await button('Disconnect'));
      const dialog = within(
        await screen.findByRole('dialog', { name: 'Disconnect from GitHub?' }),
      );
      expect(
        dialog.getByText(/only while your GitHub sign-in lasts/),
      ).toBeInTheDocument();
      expect(api.grant.status).toBe('active');
      await user.click(dialog.getByRole('button', { name: 'Disconnect' }));
      expect(await button('Connect')).toBeInTheDocument();
      expect(api.grant.status).toBe('none');
    });

    it('say that GitHub has ended it', async () => {
      const api = new FakeAgentTasksApi();
      api.grant = aGrant({ status: 'expired', githubLogin: 'ada-nwosu' });
      await open(api, '/settings/agent-tasks');
      expect(
        await screen.findByText(/does not accept the connection of ada-nwosu/),
      ).toBeInTheDocument();
      expect(await button('Connect again')).toBeEnabled();
    });

    it('say that the portal does not answer', async () => {
      const api = new FakeAgentTasksApi();
      api.readError = new Error('The portal answered with status 500.');
      const { user } = await open(api, '/settings/agent-tasks');
      await screen.findByText('The portal answered with status 500.');
      api.readError = undefined;
      await user.click(await button('Try again'));
      expect(await button('Connect')).toBeInTheDocument();
    });
  });

  describe('the way back from GitHub', () => {
    it('ends connecting once, cleans the address, and goes back', async () => {
      const api = new FakeAgentTasksApi();
      const { user } = await open(api, '/settings/agent-tasks');
      await user.click(await button('Connect'));
      await waitFor(() => expect(window.location.hash).toBe('#consent'));

      const { said } = await openAgain(api);
      await waitFor(() => expect(address()).toBe('/settings/agent-tasks'));
      expect(
        await screen.findByText('Connected with GitHub'),
      ).toBeInTheDocument();
      expect(api.completed).toEqual([{ code: 'c0de', state: 'st4te' }]);
      expect(said).toEqual([
        'Connected with GitHub as ada. Your tasks are followed while you are away.',
      ]);
      expect(window.sessionStorage).toHaveLength(0);
    });

    it('does not lead out of the app', async () => {
      window.sessionStorage.setItem(
        'agent-tasks.connect.return-path',
        '//evil.example/',
      );
      await open(new FakeAgentTasksApi(), ANSWER);
      await waitFor(() => expect(address()).toBe('/agent-tasks'));
    });

    it('says why it did not work, and tries again', async () => {
      window.sessionStorage.setItem(
        'agent-tasks.connect.return-path',
        '/settings/agent-tasks',
      );
      const api = new FakeAgentTasksApi();
      api.completeError = new AgentTasksError(
        'github_identity_mismatch',
        'You gave it as ben-larsen, but the portal knows you as ada-nwosu.',
      );
      const { user } = await open(api, ANSWER);
      const alert = await screen.findByRole('alert');
      expect(alert).toHaveTextContent(
        'Another GitHub account' +
          'You gave it as ben-larsen, but the portal knows you as ada-nwosu.',
      );
      expect(address()).toBe('/agent-tasks/connect');
      await user.click(await button('Try again'));
      await waitFor(() => expect(window.location.hash).toBe('#consent'));
      expect(Object.values(window.sessionStorage)).toEqual([
        '/settings/agent-tasks',
      ]);
      expect(api.completed).toHaveLength(1);
    });

    it('takes a refused consent as what it is', async () => {
      const api = new FakeAgentTasksApi();
      await open(api, '/agent-tasks/connect?error=access_denied&state=st4te');
      expect(await screen.findByRole('alert')).toHaveTextContent(
        /Not connected.*You did not give your consent/,
      );
      expect(await button('Try again')).toBeEnabled();
      expect(screen.getByRole('link', { name: 'Back' })).toHaveAttribute(
        'href',
        '/agent-tasks',
      );
      expect(address()).toBe('/agent-tasks/connect');
      expect(api.completed).toEqual([]);
    });

    it("quotes GitHub's other errors as text", async () => {
      await open(
        new FakeAgentTasksApi(),
        '/agent-tasks/connect?error=redirect_uri_mismatch&error_description=%3Cb%3EIt+must+match',
      );
      expect(await screen.findByRole('alert')).toHaveTextContent(
        'GitHub: <b>It must match',
      );
    });

    it('shows how it stands after a reload, when there is nothing to end', async () => {
      const api = new FakeAgentTasksApi();
      await open(api, '/agent-tasks/connect');
      expect(await button('Connect')).toBeInTheDocument();
      expect(api.completed).toEqual([]);
    });

    async function openAgain(api: FakeAgentTasksApi) {
      cleanup();
      return open(api, ANSWER);
    }
  });

  describe('a task that is paused for its sign-in', () => {
    const paused = aTask({
      tracking: { status: 'paused', reason: 'sign_in_required' },
    });

    it('offers to be followed while its owner is away', async () => {
      const api = new FakeAgentTasksApi({ tasks: [paused] });
      const { user } = await open(api, '/agent-tasks');
      expect(await button('Sign in to GitHub')).toBeInTheDocument();
      await user.click(await button("Keep following while I'm away"));
      await waitFor(() => expect(window.location.hash).toBe('#consent'));
    });

    it.each([
      ['admins do not offer it', { isOffered: false, status: 'none' } as const],
      ['it is done', aGrant()],
    ])('does not when %s', async (__, grant) => {
      const api = new FakeAgentTasksApi({ tasks: [paused] });
      api.grant = grant;
      await open(api, '/agent-tasks');
      await button('Sign in to GitHub');
      await waitFor(() => expect(api.grantCalls).toBeGreaterThan(0));
      expect(
        screen.queryByRole('button', { name: /Keep following/ }),
      ).not.toBeInTheDocument();
    });

    it('is the only one for which the portal is asked about that', async () => {
      const api = new FakeAgentTasksApi({ tasks: [aTask()] });
      await open(api, '/agent-tasks');
      await screen.findByText('In progress');
      expect(api.grantCalls).toBe(0);
    });
  });
});
