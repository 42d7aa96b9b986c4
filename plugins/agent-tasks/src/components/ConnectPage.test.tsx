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

import { cleanup, screen, waitFor } from '@testing-library/react';
import { AgentTasksError } from 'backstage-plugin-agent-tasks-common';
import {
  address,
  findButton,
  resetBrowser,
  SYSTEMS,
} from '../__testUtils__/systems';
import { FakeAgentTasksApi } from '../testing';

const ANSWER = '/agent-tasks/connect?code=c0de&state=st4te';

describe.each(SYSTEMS)(
  'the way back from GitHub, in the %s frontend system',
  (_, open) => {
    beforeEach(resetBrowser);

    it('ends connecting once, cleans the address, and goes back', async () => {
      const api = new FakeAgentTasksApi();
      const { user } = await open(api, '/settings/agent-tasks');
      await user.click(await findButton('Connect'));
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
      await user.click(await findButton('Try again'));
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
      expect(await findButton('Try again')).toBeEnabled();
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
      expect(await findButton('Connect')).toBeInTheDocument();
      expect(api.completed).toEqual([]);
    });

    async function openAgain(api: FakeAgentTasksApi) {
      cleanup();
      return open(api, ANSWER);
    }
  },
);
