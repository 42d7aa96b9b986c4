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

import { screen, within } from '@testing-library/react';
import { openAdmin } from '../../__testUtils__/openAdmin';
import { FakeAgentTasksApi } from '../../testing';

// Backstage caches permissions over all of a page, so each answer has a file of
// its own: everybody may see what tasks cost here, and nothing else.
describe('the admin page of somebody who may only see the usage', () => {
  it('opens the usage at once', async () => {
    const api = new FakeAgentTasksApi();
    const getPolicy = jest.spyOn(api, 'getPolicy');
    openAdmin(api, { rights: ['agent-tasks.usage.read'] });
    const tabs = within(
      await screen.findByRole('navigation', { name: 'Admin' }),
    );
    expect(tabs.getAllByRole('link').map(link => link.textContent)).toEqual([
      'Usage',
    ]);
    expect(
      await tabs.findByRole('link', { current: 'page' }),
    ).toHaveTextContent('Usage');
    expect(api.usageQueries.length).toBeGreaterThan(0);
    expect(getPolicy).not.toHaveBeenCalled();
  });
});
