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
import { signalApiRef } from '@backstage/plugin-signals-react';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { AgentTasksError } from 'backstage-plugin-agent-tasks-common';
import { agentTasksApiRef } from '../api';
import { entityContentRouteRef } from '../routes';
import {
  aPullRequest,
  aTask,
  FakeAgentTasksApi,
  minutesAgo,
  TASKS,
  VIEWER,
} from '../testing';
import { AgentTasksCard } from './AgentTasksCard';

const billing = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'billing',
    annotations: { 'github.com/project-slug': 'acme/billing' },
  },
};

function renderCard(api: FakeAgentTasksApi, entity: object = billing) {
  const listeners = new Set<(message: any) => void>();
  renderInTestApp(
    <EntityProvider entity={entity as typeof billing}>
      <AgentTasksCard />
    </EntityProvider>,
    {
      apis: [
        [agentTasksApiRef, api],
        mockApis.identity({ userEntityRef: VIEWER }),
        [
          signalApiRef,
          {
            subscribe: (_: string, listener: (message: any) => void) => {
              listeners.add(listener);
              return { unsubscribe: () => listeners.delete(listener) };
            },
          },
        ],
      ] as never,
      mountedRoutes: { '/entity/agent-tasks': entityContentRouteRef },
    },
  );
  return {
    user: userEvent.setup(),
    signal: (id: string) =>
      act(() => listeners.forEach(tell => tell({ type: 'task-changed', id }))),
  };
}

const card = () => screen.findByRole('region', { name: 'Agent tasks' });
const row = (id: string) => screen.findByTestId(`agent-task-${id}`);

describe('AgentTasksCard', () => {
  it('shows a running task: state, steps, pull request, who and where', async () => {
    renderCard(
      new FakeAgentTasksApi({
        tasks: [aTask({ pullRequest: aPullRequest() })],
      }),
    );
    const task = within(await row('task-1'));
    expect(task.getByText('In progress')).toBeInTheDocument();
    expect(
      task.getByRole('link', { name: 'Scaffold billing-service' }),
    ).toHaveAttribute('href', '/entity/agent-tasks/tasks/task-1');
    expect(task.getByText('4 min')).toHaveAttribute('dateTime');
    const steps = within(task.getByRole('list', { name: 'Progress' }));
    expect(
      steps.getAllByRole('listitem').map(step => step.textContent),
    ).toEqual([
      'Queued, done',
      'Working, now',
      'Pull request, done',
      'Ready, still to come',
    ]);
    expect(steps.getByText('Working').closest('li')).toHaveAttribute(
      'aria-current',
      'step',
    );
    expect(
      task.getByRole('link', { name: '#42 [WIP] Scaffold billing-service' }),
    ).toHaveAttribute('href', 'https://github.com/acme/billing/pull/42');
    expect(task.getByText('Draft')).toBeInTheDocument();
    expect(task.getByText('No checks yet')).toBeInTheDocument();
    expect(await task.findByText('you')).toBeInTheDocument();
    expect(task.getByText('claude-sonnet-4.6')).toBeInTheDocument();
    expect(task.getByRole('link', { name: /View on GitHub/ })).toHaveAttribute(
      'href',
      'https://github.com/acme/billing/tasks/6f2b7c1e',
    );
  });

  it('shows the five latest and how many there are', async () => {
    renderCard(new FakeAgentTasksApi({ tasks: TASKS }));
    const all = await screen.findByRole('link', {
      name: `All tasks (${TASKS.length})`,
    });
    expect(all).toHaveAttribute('href', '/entity/agent-tasks');
    const list = screen.getByRole('list', { name: 'Agent tasks' });
    expect(list.children).toHaveLength(5);
  });

  it.each([
    ['waiting', 'Needs your answer', 'Answer', /asks a question/],
    ['never-found', 'Not confirmed', 'Start anew', /shown up for a day/],
    ['abandoned', 'Abandoned', 'Start anew', /you said .* never started/],
    ['stalled', 'Stalled', 'View on GitHub', /no change for more than an hour/],
    ['idle', 'Idle', 'View on GitHub', /has stopped for now/],
    ['checks-wait', 'Completed', 'View pull request', /approves them/],
    [
      'failed',
      'Failed',
      'Start again',
      /^GitHub: Requested model .* another model/,
    ],
    ['timed-out', 'Timed out', 'Start again', /59 minutes/],
    ['cancelled', 'Cancelled', 'Start again', /stopped on GitHub/],
    ['refused', 'Refused', 'Start anew', /base branch does not exist/],
    [
      'unknown-state',
      'Unknown: awaiting_quota',
      'View on GitHub',
      /does not know/,
    ],
  ])('says what %s means and offers the next step', async (...face) => {
    const [id, state, action, note] = face;
    renderCard(
      new FakeAgentTasksApi({ tasks: TASKS.filter(task => task.id === id) }),
    );
    const task = within(await row(id));
    expect(task.getByText(state)).toBeInTheDocument();
    expect(await task.findByText(note)).toBeInTheDocument();
    // A link to GitHub may stand among the facts as well; the step is one button.
    const steps = [
      ...task.queryAllByRole('button'),
      ...task
        .queryAllByRole('link')
        .filter(link => link.className.includes('Button')),
    ];
    expect(steps).toHaveLength(1);
    expect(steps[0]).toHaveTextContent(action);
  });

  it('moves by itself when a signal says that a task changed', async () => {
    const api = new FakeAgentTasksApi({ tasks: [aTask()] });
    const { signal } = renderCard(api);
    await screen.findByText('In progress');
    api.tasks = [
      aTask({
        state: 'completed',
        updatedAt: minutesAgo(0),
        completedAt: minutesAgo(0),
        pullRequest: aPullRequest(),
      }),
    ];
    signal('task-1');
    expect(await screen.findByText('Completed')).toBeInTheDocument();
    expect(screen.getByText('Ready for review')).toBeInTheDocument();
    expect(
      screen.getByText('Scaffold billing-service: Completed'),
    ).toHaveAttribute('aria-live', 'polite');
  });

  it('asks once for a burst of signals', async () => {
    const api = new FakeAgentTasksApi({ tasks: [aTask()] });
    const { signal } = renderCard(api);
    await screen.findByText('In progress');
    const before = api.listCalls;
    api.tasks = [aTask({ title: 'Renamed', updatedAt: minutesAgo(0) })];
    for (let i = 0; i < 10; i++) signal('task-1');
    await screen.findByText('Renamed');
    // One question of the repository, one of the entity.
    expect(api.listCalls - before).toBe(2);
  });

  it('keeps what is known when the portal does not answer', async () => {
    const api = new FakeAgentTasksApi({ tasks: [aTask()] });
    const { signal } = renderCard(api);
    await screen.findByText('In progress');
    api.readError = new AgentTasksError(
      'github_unavailable',
      'GitHub does not answer. Try again later.',
    );
    signal('task-1');
    expect(
      await screen.findByText(/Could not refresh, showing what was known at/),
    ).toBeInTheDocument();
    expect(screen.getByText('In progress')).toBeInTheDocument();
  });

  it('offers to sign in to GitHub, and shows the tasks after it', async () => {
    const api = new FakeAgentTasksApi({ tasks: [aTask()] });
    api.token = undefined;
    const { user } = renderCard(api);
    await user.click(
      await screen.findByRole('button', { name: 'Sign in to GitHub' }),
    );
    expect(await screen.findByText('In progress')).toBeInTheDocument();
    expect(api.interactiveSignIns).toBe(1);
  });

  it('says that the portal does not answer, and asks again on a click', async () => {
    const api = new FakeAgentTasksApi({ tasks: [aTask()] });
    api.readError = new Error('The portal answered with status 500.');
    const { user } = renderCard(api);
    expect(
      await screen.findByText('The portal answered with status 500.'),
    ).toBeInTheDocument();
    api.readError = undefined;
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('In progress')).toBeInTheDocument();
  });

  it('invites to start the first task', async () => {
    renderCard(new FakeAgentTasksApi());
    expect(
      await screen.findByRole('button', { name: 'Start the first task' }),
    ).toBeInTheDocument();
    expect(await card()).toHaveTextContent(
      'Nothing has been asked of the agent for billing yet.',
    );
    expect(
      screen.queryByRole('button', { name: 'Start task' }),
    ).not.toBeInTheDocument();
  });

  it('shows tasks of the entity itself where no repository is named', async () => {
    renderCard(
      new FakeAgentTasksApi({
        tasks: [aTask({ id: 'x', entityRef: 'component:default/docs' })],
      }),
      { ...billing, metadata: { name: 'docs', namespace: 'default' } },
    );
    expect(await row('x')).toBeInTheDocument();
  });

  it('starts again with what was asked', async () => {
    const api = new FakeAgentTasksApi({
      tasks: TASKS.filter(({ id }) => id === 'failed'),
    });
    const { user } = renderCard(api);
    await user.click(
      await screen.findByRole('button', { name: 'Start again' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    expect(
      dialog.getByRole('textbox', { name: /What should the agent do/ }),
    ).toHaveValue(api.tasks[0].prompt);
    await user.click(await dialog.findByRole('button', { name: 'Start task' }));
    await waitFor(() => expect(api.started).toHaveLength(1));
    expect(api.started[0].request).toMatchObject({
      repository: 'acme/billing',
      entityRef: 'component:default/billing',
      createPullRequest: true,
    });
    expect(await screen.findByText('Queued')).toBeInTheDocument();
  });
});
