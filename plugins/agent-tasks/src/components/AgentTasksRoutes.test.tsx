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
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Task } from 'backstage-plugin-agent-tasks-common';
import { agentTasksApiRef } from '../api';
import { rootRouteRef } from '../routes';
import {
  aPullRequest,
  aTask,
  FakeAgentTasksApi,
  minutesAgo,
  TASKS,
  VIEWER,
} from '../testing';
import { AgentTasksRoutes } from './AgentTasksRoutes';

function renderPage(api: FakeAgentTasksApi, path = '/agent-tasks') {
  renderInTestApp(<AgentTasksRoutes />, {
    apis: [
      [agentTasksApiRef, api],
      mockApis.identity({ userEntityRef: VIEWER }),
    ] as never,
    mountPath: '/agent-tasks/*',
    initialRouteEntries: [path],
    mountedRoutes: { '/agent-tasks': rootRouteRef },
  });
  return userEvent.setup();
}

const titles = () =>
  screen.getAllByRole('heading', { level: 3 }).map(h => h.textContent);

describe('the page of agent tasks', () => {
  it('lists what the viewer may see, and only theirs on a click', async () => {
    const user = renderPage(
      new FakeAgentTasksApi({
        tasks: [
          aTask({ id: 'a', title: 'Mine' }),
          aTask({
            id: 'b',
            title: 'Theirs',
            requestedBy: 'user:default/grace',
          }),
        ],
      }),
    );
    await screen.findByText('Mine');
    expect(titles()).toHaveLength(2);
    await user.click(screen.getByRole('checkbox', { name: 'Only mine' }));
    await waitFor(() => expect(titles()).toEqual(['Mine']));
  });

  it('filters by what goes on and what is over', async () => {
    const user = renderPage(new FakeAgentTasksApi({ tasks: TASKS }));
    await screen.findByText('Bump the lockfile');
    await user.click(screen.getByRole('button', { name: 'Active' }));
    await waitFor(() => expect(titles()).not.toContain('Bump the lockfile'));
    expect(titles()).toContain('Rotate the signing key');
    await user.click(screen.getByRole('button', { name: 'Finished' }));
    await waitFor(() => expect(titles()).toContain('Bump the lockfile'));
    expect(titles()).toContain('Delete the payroll tables');
    expect(titles()).not.toContain('Rotate the signing key');
  });

  it('loads more by pages', async () => {
    const tasks = Array.from({ length: 25 }, (_, index) =>
      aTask({
        id: `t${index}`,
        title: `Task ${index}`,
        createdAt: minutesAgo(index),
      }),
    );
    const user = renderPage(new FakeAgentTasksApi({ tasks }));
    await screen.findByText('Task 19');
    expect(titles()).toHaveLength(20);
    await user.click(screen.getByRole('button', { name: 'Load more' }));
    expect(await screen.findByText('Task 24')).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Load more' }),
    ).not.toBeInTheDocument();
  });

  it('shows a task in full', async () => {
    const api = new FakeAgentTasksApi({
      tasks: [
        aTask({
          id: 'abc',
          pullRequest: aPullRequest({ additions: 3, deletions: 1 }),
        }),
      ],
    });
    const user = renderPage(api, '/agent-tasks/tasks/abc');
    expect(
      await screen.findByRole('heading', {
        level: 2,
        name: 'Scaffold billing-service',
      }),
    ).toBeInTheDocument();
    const region = (name: string) =>
      within(screen.getByRole('region', { name }));
    expect(region('Pull request').getByText('+3 −1')).toBeInTheDocument();
    expect(
      region('Pull request').getByText(
        "GitHub keeps the agent's pull request a draft until a person marks it ready.",
      ),
    ).toBeInTheDocument();

    expect(region('Course').getAllByRole('listitem')).toHaveLength(5);
    expect(region('Course').getByText(/^Queued, 2\d s$/)).toBeInTheDocument();
    expect(
      region('Course').getByText('Draft pull request #42 opened'),
    ).toBeInTheDocument();
    expect(region('Details').getByText('not reported yet')).toBeInTheDocument();
    expect(
      region('Sessions').getByText('Scaffolding the billing service'),
    ).toBeInTheDocument();

    const asked = region('What was asked');
    expect(asked.queryByText(/Done means/)).not.toBeInTheDocument();
    await user.click(asked.getByRole('button', { name: 'Show all 11 lines' }));
    expect(asked.getByText(/Done means/)).toBeInTheDocument();
  });

  it('shows a prompt as text, whatever it holds', async () => {
    const prompt = '<img src=x onerror="alert(1)">  two  spaces';
    renderPage(
      new FakeAgentTasksApi({ tasks: [aTask({ id: 'abc', prompt })] }),
      '/agent-tasks/tasks/abc',
    );
    expect(
      await screen.findByText(prompt, { normalizer: text => text }),
    ).toBeInTheDocument();
  });

  it('asks for changes on the branch of the pull request, and goes to the new task', async () => {
    const api = new FakeAgentTasksApi({
      tasks: [aTask({ id: 'abc', pullRequest: aPullRequest() })],
    });
    const user = renderPage(api, '/agent-tasks/tasks/abc');
    await user.click(
      await screen.findByRole('button', { name: 'Ask for changes' }),
    );
    await user.type(
      await screen.findByRole('textbox', { name: /What should the agent do/ }),
      'Rename the service',
    );
    await user.click(screen.getByRole('button', { name: 'Start task' }));
    expect(
      await screen.findByRole('heading', {
        level: 2,
        name: 'Rename the service',
      }),
    ).toBeInTheDocument();
    expect(api.started[0].request).toMatchObject({
      repository: 'acme/billing',
      headRef: 'copilot/scaffold-billing',
      baseRef: 'main',
    });
  });

  it.each<[string, Partial<Task>]>([
    ['is merged', { pullRequest: aPullRequest({ state: 'merged' }) }],
    ['does not exist', { pullRequest: undefined }],
  ])('offers no changes when the pull request %s', async (_, changes) => {
    const api = new FakeAgentTasksApi({ tasks: [aTask({ id: 'abc' })] });
    const getTask = api.getTask.bind(api);
    api.getTask = async id => ({ ...(await getTask(id)), ...changes });
    renderPage(api, '/agent-tasks/tasks/abc');
    await screen.findByRole('heading', {
      level: 2,
      name: 'Scaffold billing-service',
    });
    expect(
      screen.queryByRole('button', { name: 'Ask for changes' }),
    ).not.toBeInTheDocument();
  });

  it('says what a task has cost once GitHub has said it', async () => {
    renderPage(
      new FakeAgentTasksApi({ tasks: TASKS }),
      '/agent-tasks/tasks/ready',
    );
    expect(
      (await screen.findAllByText('403.5 AI credits')).length,
    ).toBeGreaterThan(0);
  });

  it('tells of a task that is not there', async () => {
    renderPage(new FakeAgentTasksApi(), '/agent-tasks/tasks/nope');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'There is no such task. Check the link.',
    );
    expect(screen.getByRole('link', { name: 'Agent tasks' })).toHaveAttribute(
      'href',
      '/agent-tasks',
    );
  });
});
