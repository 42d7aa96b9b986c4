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

import { screen, waitFor } from '@testing-library/react';
import { findButton, resetBrowser, SYSTEMS } from '../__testUtils__/systems';
import { aGrant, aTask, FakeAgentTasksApi } from '../testing';

describe.each(SYSTEMS)(
  'a task that is paused for its sign-in, in the %s frontend system',
  (_, open) => {
    beforeEach(resetBrowser);

    const paused = aTask({
      tracking: { status: 'paused', reason: 'sign_in_required' },
    });

    it('offers to be followed while its owner is away', async () => {
      const api = new FakeAgentTasksApi({ tasks: [paused] });
      const { user } = await open(api, '/agent-tasks');
      expect(await findButton('Sign in to GitHub')).toBeInTheDocument();
      await user.click(await findButton("Keep following while I'm away"));
      await waitFor(() => expect(window.location.hash).toBe('#consent'));
    });

    it.each([
      ['admins do not offer it', { isOffered: false, status: 'none' } as const],
      ['it is done', aGrant()],
    ])('does not when %s', async (__, grant) => {
      const api = new FakeAgentTasksApi({ tasks: [paused] });
      api.grant = grant;
      await open(api, '/agent-tasks');
      await findButton('Sign in to GitHub');
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
  },
);
