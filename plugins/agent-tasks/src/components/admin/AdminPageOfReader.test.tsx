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
import { openAdmin, ruleRow } from '../../__testUtils__/openAdmin';
import { FakeAgentTasksApi, fillAdmin } from '../../testing';

const rights = ['agent-tasks.policy.read'];

// Backstage caches permissions over all of a page, so each answer has a file of
// its own: everybody may read the rules here, and nothing else.
describe('the admin page of somebody who may only read the rules', () => {
  it('shows rules and their history, and offers no change', async () => {
    const { user } = openAdmin(fillAdmin(new FakeAgentTasksApi()), { rights });
    const row = await ruleRow('tools/cli');
    expect(screen.queryByRole('button', { name: 'Add rule' })).toBeNull();
    expect(
      within(screen.getByRole('navigation', { name: 'Admin' }))
        .getAllByRole('link')
        .map(link => link.textContent),
    ).toEqual(['Allowed repositories', 'History']);
    await user.click(
      row.getByRole('button', { name: 'Actions for rule tools/cli' }),
    );
    await screen.findByRole('menuitem', { name: 'History' });
    expect(screen.getAllByRole('menuitem')).toHaveLength(1);
  });

  it('says that nothing is allowed until a rule allows it', async () => {
    openAdmin(new FakeAgentTasksApi(), { rights });
    expect(
      await screen.findByText('Nothing is allowed until a rule allows it'),
    ).toBeInTheDocument();
    expect(screen.getByText(/A platform admin can add/)).toBeInTheDocument();
  });

  it('says which permission usage needs', async () => {
    openAdmin(new FakeAgentTasksApi(), { rights, path: '/usage' });
    await waitFor(() =>
      expect(
        screen.getByText(/the permission agent-tasks.usage.read/),
      ).toBeInTheDocument(),
    );
  });
});
