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
import { AgentTasksError } from 'backstage-plugin-agent-tasks-common';
import { agentTasksApiRef } from '../api';
import { rootRouteRef } from '../routes';
import { aTask, FakeAgentTasksApi, minutesAgo, VIEWER } from '../testing';
import { AgentTasksRoutes } from './AgentTasksRoutes';

const aLostTask = (changes = {}) =>
  aTask({
    id: 'lost',
    title: 'Rotate the signing key',
    prompt: 'Rotate the signing key\n\nEvery 90 days.',
    state: undefined,
    rawState: undefined,
    dispatch: { status: 'unknown' },
    github: {},
    branch: undefined,
    tracking: {
      status: 'live',
      lastCheckedAt: minutesAgo(0.1),
      nextCheckAt: minutesAgo(-0.5),
    },
    ...changes,
  });

const FOUND = {
  state: 'queued',
  rawState: 'queued',
  github: { taskId: 'found', htmlUrl: 'https://github.com/acme/billing/1' },
} as const;

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
  return { user: userEvent.setup() };
}

const button = (name: string) => screen.findByRole('button', { name });
const confirm = async () =>
  within(await screen.findByRole('dialog')).getByRole('button', {
    name: 'Start anew',
  });

describe('a task whose answer was lost', () => {
  it.each(['/agent-tasks', '/agent-tasks/tasks/lost'])(
    'says on %s what happened, since when, and when it is looked for next',
    async path => {
      renderPage(new FakeAgentTasksApi({ tasks: [aLostTask()] }), path);
      expect(
        await screen.findByText(
          /GitHub's answer was lost at .*\d\d:\d\d, .* never sends it twice\./,
        ),
      ).toBeInTheDocument();
      expect(screen.getByText(/Next look in [23]\d s\./)).toBeInTheDocument();
      expect(await button('Check again')).toBeInTheDocument();
      expect(await button('It never started: start anew')).toBeInTheDocument();
    },
  );

  it('offers nothing to others', async () => {
    const theirs = aLostTask({ requestedBy: 'user:default/grace' });
    renderPage(new FakeAgentTasksApi({ tasks: [theirs] }));
    await screen.findByText(/GitHub's answer was lost at/);
    await waitFor(() =>
      expect(
        screen.queryByRole('button', { name: /Check again|It never started/ }),
      ).not.toBeInTheDocument(),
    );
  });

  it('is looked for on a click: still not there', async () => {
    const api = new FakeAgentTasksApi({ tasks: [aLostTask()] });
    const { user } = renderPage(api);
    await user.click(await button('Check again'));
    expect(
      await screen.findByText('Looked just now: still not there.'),
    ).toHaveAttribute('role', 'status');
    expect(api.checked).toEqual(['lost']);
    expect(await button('Check again')).toBeEnabled();
  });

  it('is looked for on a click: found', async () => {
    const api = new FakeAgentTasksApi({ tasks: [aLostTask()] });
    api.found = FOUND;
    const { user } = renderPage(api, '/agent-tasks/tasks/lost');
    await user.click(await button('Check again'));
    expect((await screen.findAllByText(/^Queued/)).length).toBeGreaterThan(0);
    expect(
      await screen.findByText(
        'Found on GitHub: Rotate the signing key. The portal follows it.',
      ),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'It never started: start anew' }),
    ).not.toBeInTheDocument();
  });

  it('says why it could not be looked for, and looks again on a click', async () => {
    const api = new FakeAgentTasksApi({ tasks: [aLostTask()] });
    const checkTask = api.checkTask.bind(api);
    api.checkTask = async () => {
      api.checkTask = checkTask;
      throw new AgentTasksError('github_timeout', 'GitHub took too long.');
    };
    const { user } = renderPage(api);
    await user.click(await button('Check again'));
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('GitHub took too long.');
    await user.click(within(alert).getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText(/still not there/)).toBeInTheDocument();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('starts anew after a word of warning, and goes to the new task', async () => {
    const api = new FakeAgentTasksApi({ tasks: [aLostTask()] });
    const { user } = renderPage(api);
    await user.click(await button('It never started: start anew'));
    expect(await screen.findByRole('dialog')).toHaveTextContent(
      /stops looking, and starts the same once more.*there may then be two/,
    );
    expect(api.abandoned).toEqual([]);
    await user.dblClick(await confirm());
    expect(
      await screen.findByRole('heading', {
        level: 2,
        name: 'Rotate the signing key',
      }),
    ).toBeInTheDocument();
    expect((await screen.findAllByText(/^Queued/)).length).toBeGreaterThan(0);
    expect(new Set(api.started.map(({ key }) => key))).toEqual(
      new Set(['anew-lost']),
    );
    expect(api.started[0].request).toEqual({
      repository: 'acme/billing',
      prompt: 'Rotate the signing key\n\nEvery 90 days.',
      baseRef: 'main',
      headRef: undefined,
      model: 'claude-sonnet-4.6',
      customAgent: undefined,
      createPullRequest: true,
      entityRef: 'component:default/billing',
    });
    expect(api.tasks).toHaveLength(2);
  });

  it('opens it if it was started after all, and starts nothing', async () => {
    const api = new FakeAgentTasksApi({ tasks: [aLostTask()] });
    api.found = FOUND;
    const { user } = renderPage(api);
    await user.click(await button('It never started: start anew'));
    await user.click(await confirm());
    expect(
      await screen.findByRole('heading', {
        level: 2,
        name: 'Rotate the signing key',
      }),
    ).toBeInTheDocument();
    expect(
      await screen.findByText(
        'It was started after all, so nothing new was started.',
      ),
    ).toBeInTheDocument();
    expect(api.started).toEqual([]);
  });

  it('keeps the dialog when the new start is refused, and repeats with the same key', async () => {
    const api = new FakeAgentTasksApi({ tasks: [aLostTask()] });
    api.startError = new AgentTasksError(
      'limit_reached',
      'You have 5 unfinished tasks. Wait for one to end.',
    );
    const { user } = renderPage(api);
    await user.click(await button('It never started: start anew'));
    await user.click(await confirm());
    const dialog = within(await screen.findByRole('dialog'));
    expect(
      await dialog.findByText(/You have 5 unfinished tasks/),
    ).toBeInTheDocument();
    expect(
      await screen.findByText('Abandoned', { selector: 'span' }),
    ).toBeInTheDocument();
    await user.click(await confirm());
    expect(
      await screen.findByRole('heading', {
        level: 2,
        name: 'Rotate the signing key',
      }),
    ).toBeInTheDocument();
    expect(api.started.map(({ key }) => key)).toEqual([
      'anew-lost',
      'anew-lost',
    ]);
  });

  it('leaves everything as it is when the dialog is closed', async () => {
    const api = new FakeAgentTasksApi({ tasks: [aLostTask()] });
    const { user } = renderPage(api);
    await user.click(await button('It never started: start anew'));
    await user.click(await button('Cancel'));
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect([api.abandoned, api.started]).toEqual([[], []]);
  });
});

describe('a task that was abandoned', () => {
  const abandoned = aLostTask({
    tracking: { status: 'ended', reason: 'abandoned' },
  });

  it('says so in its course', async () => {
    const api = new FakeAgentTasksApi({ tasks: [abandoned] });
    renderPage(api, '/agent-tasks/tasks/lost');
    expect(
      await screen.findByText('Abandoned: said to have never started'),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/you said that the task never started/),
    ).toBeInTheDocument();
    for (const name of ['Pull request', 'Sessions'])
      expect(screen.queryByRole('region', { name })).not.toBeInTheDocument();
    expect(screen.queryByText('Last checked')).not.toBeInTheDocument();
  });

  it('can be asked for anew, with what was asked', async () => {
    const api = new FakeAgentTasksApi({ tasks: [abandoned] });
    const { user } = renderPage(api);
    await user.click(await button('Start anew'));
    const dialog = within(
      await screen.findByRole('dialog', { name: 'Start task' }),
    );
    expect(
      dialog.getByRole('textbox', { name: /What should the agent do/ }),
    ).toHaveValue(abandoned.prompt);
  });
});

describe('a task that is followed slowly', () => {
  it('is checked on a click', async () => {
    const slow = aTask({
      id: 'slow',
      state: 'idle',
      tracking: {
        status: 'slow',
        lastCheckedAt: minutesAgo(4),
        nextCheckAt: minutesAgo(-1),
      },
    });
    const api = new FakeAgentTasksApi({ tasks: [slow] });
    const { user } = renderPage(api, '/agent-tasks/tasks/slow');
    await user.click(await button('Check again'));
    expect(await screen.findByText('Asked GitHub just now.')).toHaveAttribute(
      'role',
      'status',
    );
    expect(api.checked).toEqual(['slow']);
  });
});
