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

import { screen, waitFor, within } from '@testing-library/react';
import { findButton, resetBrowser, SYSTEMS } from '../__testUtils__/systems';
import { aGrant, FakeAgentTasksApi } from '../testing';

describe.each(SYSTEMS)('the settings, in the %s frontend system', (_, open) => {
  beforeEach(resetBrowser);

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
    await user.click(await findButton('Connect'));
    await waitFor(() => expect(window.location.hash).toBe('#consent'));
    expect(await findButton('Going to GitHub …')).toBeDisabled();
    expect(Object.values(window.sessionStorage)).toEqual([
      '/settings/agent-tasks?a=1',
    ]);
  });

  it('open nothing but web addresses', async () => {
    const api = new FakeAgentTasksApi();
    // eslint-disable-next-line no-script-url
    api.consentUrl = 'javascript:alert(1)';
    const { user } = await open(api, '/settings/agent-tasks');
    await user.click(await findButton('Connect'));
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
    await user.click(await findButton('Disconnect'));
    const dialog = within(
      await screen.findByRole('dialog', { name: 'Disconnect from GitHub?' }),
    );
    expect(
      dialog.getByText(/only while your GitHub sign-in lasts/),
    ).toBeInTheDocument();
    expect(api.grant.status).toBe('active');
    await user.click(dialog.getByRole('button', { name: 'Disconnect' }));
    expect(await findButton('Connect')).toBeInTheDocument();
    expect(api.grant.status).toBe('none');
  });

  it('say that GitHub has ended it', async () => {
    const api = new FakeAgentTasksApi();
    api.grant = aGrant({ status: 'expired', githubLogin: 'ada-nwosu' });
    await open(api, '/settings/agent-tasks');
    expect(
      await screen.findByText(/does not accept the connection of ada-nwosu/),
    ).toBeInTheDocument();
    expect(await findButton('Connect again')).toBeEnabled();
  });

  it('say that the portal does not answer', async () => {
    const api = new FakeAgentTasksApi();
    api.readError = new Error('The portal answered with status 500.');
    const { user } = await open(api, '/settings/agent-tasks');
    await screen.findByText('The portal answered with status 500.');
    api.readError = undefined;
    await user.click(await findButton('Try again'));
    expect(await findButton('Connect')).toBeInTheDocument();
  });
});
