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

import { renderInTestApp } from '@backstage/frontend-test-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { agentTasksApiRef } from '../api';
import { entityContentRouteRef } from '../routes';
import { aTask, FakeAgentTasksApi } from '../testing';
import { EntityAgentTasksContent } from './EntityAgentTasksContent';

const billing = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'billing',
    annotations: { 'github.com/project-slug': 'acme/billing' },
  },
};

describe('EntityAgentTasksContent', () => {
  it('lists the tasks of the entity and opens one within the tab', async () => {
    renderInTestApp(
      <EntityProvider entity={billing}>
        <EntityAgentTasksContent />
      </EntityProvider>,
      {
        apis: [
          [
            agentTasksApiRef,
            new FakeAgentTasksApi({
              tasks: [
                aTask({ id: 'ours' }),
                aTask({
                  id: 'theirs',
                  title: 'Elsewhere',
                  repository: 'acme/ledger',
                  entityRef: 'component:default/ledger',
                }),
              ],
            }),
          ],
        ],
        mountPath: '/entity/agent-tasks/*',
        initialRouteEntries: ['/entity/agent-tasks'],
        mountedRoutes: { '/entity/agent-tasks': entityContentRouteRef },
      },
    );
    const user = userEvent.setup();
    await user.click(
      await screen.findByRole('link', { name: 'Scaffold billing-service' }),
    );
    expect(
      await screen.findByRole('region', { name: 'What was asked' }),
    ).toBeInTheDocument();

    await user.click(screen.getByRole('link', { name: 'Agent tasks' }));
    expect(
      await screen.findByRole('button', { name: 'Finished' }),
    ).toBeInTheDocument();
    expect(screen.queryByText('Elsewhere')).not.toBeInTheDocument();
  });
});
