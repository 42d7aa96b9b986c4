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

import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { SecretsContextProvider } from '@backstage/plugin-scaffolder-react';
import { screen, waitFor } from '@testing-library/react';
import type { ReactElement } from 'react';
import { agentTasksApiRef } from '../api';
import { rootRouteRef } from '../routes';
import { AgentTasksRepositoryPicker, validateRepository } from '../scaffolder';
import type { RepositoryPickerProps } from '../scaffolder/fieldSchemas';
import { aPullRequest, aTask, FakeAgentTasksApi, VIEWER } from '../testing';
import { AgentTasksCard } from './AgentTasksCard';
import { AgentTasksRoutes } from './AgentTasksRoutes';
import { EntityAgentTasksContent } from './EntityAgentTasksContent';

const billing = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'billing',
    annotations: { 'github.com/project-slug': 'acme/billing' },
  },
};

const lost = aTask({
  id: 'lost',
  title: 'Rotate the signing key',
  state: undefined,
  rawState: undefined,
  dispatch: { status: 'unknown' },
  github: {},
});
const failed = aTask({
  id: 'failed',
  title: 'Move the invoices',
  state: 'failed',
  rawState: 'failed',
});
const followable = aTask({ id: 'pr', pullRequest: aPullRequest() });

// Backstage caches permissions over all of a page, so each answer has a file of
// its own: nobody may do anything here.
const authorize = jest.fn((): AuthorizeResult.DENY => AuthorizeResult.DENY);

function render(element: ReactElement, api: FakeAgentTasksApi, path = '') {
  renderInTestApp(element, {
    apis: [
      [agentTasksApiRef, api],
      mockApis.identity({ userEntityRef: VIEWER }),
      mockApis.permission({ authorize }),
    ] as never,
    mountPath: '/agent-tasks/*',
    initialRouteEntries: [`/agent-tasks${path}`],
    mountedRoutes: { '/agent-tasks': rootRouteRef },
  });
}

/** What starts a task, once all rights are known. */
async function startButtons() {
  await waitFor(() => expect(authorize).toHaveBeenCalled());
  return screen.queryAllByRole('button', { name: /start|ask for changes/i });
}

const inEntity = (element: ReactElement) => (
  <EntityProvider entity={billing}>{element}</EntityProvider>
);

describe('for people who may start nothing and are no admins', () => {
  it.each<[string, ReactElement]>([
    ['the card', inEntity(<AgentTasksCard />)],
    ['the tab', inEntity(<EntityAgentTasksContent />)],
    ['the page', <AgentTasksRoutes />],
  ])('%s shows tasks, and nothing to start one with', async (_, element) => {
    const tasks = [lost, failed, followable];
    render(element, new FakeAgentTasksApi({ tasks }));
    expect(
      await screen.findByText('Rotate the signing key'),
    ).toBeInTheDocument();
    expect(screen.getByText('Move the invoices')).toBeInTheDocument();
    expect(await startButtons()).toEqual([]);
  });

  it.each<[string, ReactElement]>([
    ['the card', inEntity(<AgentTasksCard />)],
    ['the tab', inEntity(<EntityAgentTasksContent />)],
  ])('%s invites to nothing while it is empty', async (_, element) => {
    render(element, new FakeAgentTasksApi());
    await screen.findByText(/Nothing has been asked of the agent/);
    expect(await startButtons()).toEqual([]);
  });

  it.each([lost, failed, followable])(
    'the page of a task ($id) offers neither changes nor a repeat',
    async task => {
      render(
        <AgentTasksRoutes />,
        new FakeAgentTasksApi({ tasks: [task] }),
        `/tasks/${task.id}`,
      );
      await screen.findByRole('heading', { level: 2, name: task.title });
      expect(await startButtons()).toEqual([]);
    },
  );

  it('no link leads to the admin page', async () => {
    render(<AgentTasksRoutes />, new FakeAgentTasksApi({ tasks: [failed] }));
    await screen.findByText('Move the invoices');
    expect(
      screen.queryByRole('link', { name: 'Admin' }),
    ).not.toBeInTheDocument();
  });

  it('the field of a template says whom to ask, and asks for no repositories', async () => {
    const api = new FakeAgentTasksApi();
    const listRepositories = jest.spyOn(api, 'listRepositories');
    render(
      <SecretsContextProvider>
        <AgentTasksRepositoryPicker
          {...({
            name: 'repository',
            onChange: () => {},
            schema: { type: 'string' },
            uiSchema: {},
            rawErrors: [],
          } as unknown as RepositoryPickerProps)}
        />
      </SecretsContextProvider>,
      api,
    );
    expect(
      await screen.findByText(/permission agent-tasks\.task\.create/),
    ).toBeInTheDocument();
    expect(screen.getByRole('combobox')).toBeDisabled();
    expect(listRepositories).not.toHaveBeenCalled();
  });

  it('a template does not go on with a repository that was filled in', async () => {
    const addError = jest.fn();
    const apis = new Map<string, unknown>([
      ['plugin.permission.api', mockApis.permission({ authorize })],
      [
        'core.translation',
        {
          getTranslation: () => ({
            ready: true,
            t: (key: string) => key,
          }),
        },
      ],
    ]);
    await validateRepository('acme/billing', { addError }, {
      apiHolder: { get: (ref: { id: string }) => apis.get(ref.id) },
    } as never);
    expect(addError).toHaveBeenCalledWith('scaffolder.notPermitted');
  });
});
