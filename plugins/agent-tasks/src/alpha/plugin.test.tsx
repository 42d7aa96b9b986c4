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

import {
  coreExtensionData,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import {
  createExtensionTester,
  renderInTestApp,
  renderTestApp,
} from '@backstage/frontend-test-utils';
import {
  entityRouteRef,
  EntityProvider,
} from '@backstage/plugin-catalog-react';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { screen } from '@testing-library/react';
import { agentTasksApiRef } from '../api';
import { aTask, FakeAgentTasksApi } from '../testing';
import { agentTasksEntityCard } from './entityCards';
import { agentTasksEntityContent } from './entityContent';
import plugin from './index';
import { agentTasksSettings } from './settings';

const billing = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'billing',
    annotations: { 'github.com/project-slug': 'acme/billing' },
  },
};
const unconnected = { ...billing, metadata: { name: 'docs' } };

describe('plugin for the new frontend system', () => {
  it('shows a task at the path that notifications and templates link to', async () => {
    const api = new FakeAgentTasksApi({ tasks: [aTask({ id: 'abc' })] });
    renderTestApp({
      features: [
        plugin,
        createFrontendModule({ pluginId: 'app', extensions: [] }),
      ],
      apis: [[agentTasksApiRef, api]],
      initialRouteEntries: ['/agent-tasks/tasks/abc'],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    });
    expect(
      await screen.findByRole('heading', { name: 'Scaffold billing-service' }),
    ).toBeInTheDocument();
  });

  it('shows the card on entities that are tied to a repository', async () => {
    const api = new FakeAgentTasksApi({ tasks: [aTask()] });
    const tester = createExtensionTester(agentTasksEntityCard);
    const filter = tester.get(EntityCardBlueprint.dataRefs.filterFunction);
    expect(filter?.(billing)).toBe(true);
    expect(filter?.(unconnected)).toBe(false);

    renderInTestApp(
      <EntityProvider entity={billing}>{tester.reactElement()}</EntityProvider>,
      { apis: [[agentTasksApiRef, api]] },
    );
    expect(await screen.findByText('In progress')).toBeInTheDocument();
  });

  it('has a page in the settings of the user', async () => {
    const tester = createExtensionTester(agentTasksSettings);
    expect(tester.get(coreExtensionData.routePath)).toBe('agent-tasks');
    expect(tester.get(coreExtensionData.title)).toBe('Agent tasks');

    renderInTestApp(tester.reactElement(), {
      apis: [[agentTasksApiRef, new FakeAgentTasksApi()]],
    });
    expect(
      await screen.findByRole('button', { name: 'Connect' }),
    ).toBeInTheDocument();
  });

  it('shows the tab on entities that are tied to a repository', async () => {
    const api = new FakeAgentTasksApi({ tasks: [aTask()] });
    const tester = createExtensionTester(agentTasksEntityContent);
    expect(tester.get(EntityContentBlueprint.dataRefs.title)).toBe(
      'Agent tasks',
    );
    const filter = tester.get(EntityContentBlueprint.dataRefs.filterFunction);
    expect(filter?.(unconnected)).toBe(false);

    renderInTestApp(
      <EntityProvider entity={billing}>{tester.reactElement()}</EntityProvider>,
      { apis: [[agentTasksApiRef, api]] },
    );
    expect(await screen.findByText('In progress')).toBeInTheDocument();
  });
});
