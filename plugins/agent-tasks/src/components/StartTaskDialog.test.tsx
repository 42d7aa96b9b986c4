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
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { AgentTasksError } from 'backstage-plugin-agent-tasks-common';
import { agentTasksApiRef } from '../api';
import type { StartTaskDefaults } from '../presentation/startTaskDraft';
import { FakeAgentTasksApi } from '../testing';
import { ExtensionRoot } from './ExtensionRoot';
import { useStartTaskDialog } from './StartTaskDialog';

function Opener(props: { defaults: StartTaskDefaults }) {
  const { isAllowed, open } = useStartTaskDialog();
  return (
    <button disabled={!isAllowed} onClick={() => open(props.defaults)}>
      Open
    </button>
  );
}

async function openDialog(
  api: FakeAgentTasksApi,
  defaults: StartTaskDefaults = { repository: 'acme/billing' },
) {
  const onStarted = jest.fn();
  const user = userEvent.setup();
  renderInTestApp(
    <ExtensionRoot onStarted={onStarted}>
      <Opener defaults={defaults} />
    </ExtensionRoot>,
    { apis: [[agentTasksApiRef, api]] },
  );
  const open = () => user.click(screen.getByRole('button', { name: 'Open' }));
  await open();
  await screen.findByRole('dialog');
  return { user, onStarted, open };
}

const prompt = () =>
  screen.getByRole('textbox', { name: /What should the agent do/ });
const submit = () => screen.getByRole('button', { name: 'Start task' });

async function untilReady() {
  await waitFor(() => expect(submit()).toBeEnabled());
}

describe('StartTaskDialog', () => {
  it('starts a task for the repository that is given', async () => {
    const api = new FakeAgentTasksApi();
    const { user, onStarted } = await openDialog(api, {
      repository: 'Acme/Billing',
      entityRef: 'component:default/billing',
    });
    await untilReady();
    await user.type(prompt(), 'Add a changelog');
    await user.click(submit());
    await waitFor(() => expect(onStarted).toHaveBeenCalledTimes(1));
    expect(api.started).toEqual([
      {
        key: expect.stringMatching(/^[0-9a-f]{32}$/),
        request: {
          repository: 'acme/billing',
          prompt: 'Add a changelog',
          createPullRequest: true,
          entityRef: 'component:default/billing',
        },
      },
    ]);
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
  });

  it('says what is missing and sends nothing', async () => {
    const api = new FakeAgentTasksApi();
    const { user } = await openDialog(api);
    await untilReady();
    await user.click(submit());
    expect(
      await screen.findByText('Say what the agent should do.'),
    ).toBeInTheDocument();
    await waitFor(() => expect(prompt()).toHaveFocus());
    await user.type(
      screen.getByRole('textbox', { name: /Base branch/ }),
      'no spaces',
    );
    expect(
      screen.getByText('Give a plain branch name, for example main.'),
    ).toBeInTheDocument();
    expect(api.started).toHaveLength(0);
  });

  it('offers only the models that the rules allow, and wants one of them', async () => {
    const api = new FakeAgentTasksApi();
    const { user, onStarted } = await openDialog(api, {
      repository: 'acme/ledger',
    });
    await untilReady();
    await user.type(prompt(), 'Do it');
    await user.click(submit());
    expect(await screen.findByText('Choose a model.')).toBeInTheDocument();
    await waitFor(() =>
      expect(screen.getByRole('combobox', { name: /Model/ })).toHaveFocus(),
    );
    await user.click(screen.getByRole('combobox', { name: /Model/ }));
    await user.click(await screen.findByRole('option', { name: 'gpt-5.4' }));
    await user.click(submit());
    await waitFor(() => expect(onStarted).toHaveBeenCalled());
    expect(api.started[0].request.model).toBe('gpt-5.4');
  });

  it('keeps the text when the start is refused, and says why', async () => {
    const api = new FakeAgentTasksApi();
    api.startError = new AgentTasksError(
      'limit_reached',
      'You have 5 active tasks, which is the limit. Wait until one has ended.',
      { retryAfter: 60 },
    );
    const { user } = await openDialog(api);
    await untilReady();
    await user.type(prompt(), 'Do it');
    await user.click(submit());
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Limit reached' +
        'You have 5 active tasks, which is the limit. Wait until one has ended. Try again in 1 min. Your text is kept.',
    );
    expect(prompt()).toHaveValue('Do it');
  });

  it('starts one task however often it is pressed', async () => {
    const api = new FakeAgentTasksApi();
    const { user, onStarted } = await openDialog(api);
    await untilReady();
    await user.type(prompt(), 'Do it');
    await user.dblClick(submit());
    await waitFor(() => expect(onStarted).toHaveBeenCalled());
    expect(new Set(api.started.map(({ key }) => key)).size).toBe(1);
    expect(api.tasks).toHaveLength(1);
  });

  it('repeats a lost start with its key, even after it was closed; another text gets another', async () => {
    const api = new FakeAgentTasksApi();
    api.startError = new TypeError('Failed to fetch');
    const { user, open } = await openDialog(api);
    await untilReady();
    await user.type(prompt(), 'Do it');
    await user.click(submit());
    await screen.findByRole('alert');
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );

    api.startError = new TypeError('Failed to fetch');
    await open();
    await untilReady();
    expect(prompt()).toHaveValue('Do it');
    await user.click(submit());
    await screen.findByRole('alert');

    await user.type(prompt(), ' well');
    await user.click(submit());
    await waitFor(() => expect(api.started).toHaveLength(3));
    const [first, second, third] = api.started.map(({ key }) => key);
    expect(second).toBe(first);
    expect(third).not.toBe(first);
  });

  it('says that nothing is allowed, and whom to ask', async () => {
    await openDialog(new FakeAgentTasksApi({ repositories: [] }), {});
    expect(
      await screen.findByText('No repository is allowed for you'),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/Ask your platform admins .*agentTasks.policy/),
    ).toBeInTheDocument();
    expect(submit()).toBeDisabled();
  });

  it('says that the repository of the entity is not allowed', async () => {
    const api = new FakeAgentTasksApi();
    const { user } = await openDialog(api, { repository: 'acme/payroll' });
    expect(
      await screen.findByText('acme/payroll is not allowed for agent tasks'),
    ).toBeInTheDocument();
    await user.type(prompt(), 'Do it');
    await user.click(submit());
    expect(api.started).toHaveLength(0);
  });

  it('offers to sign in to GitHub, and keeps the text meanwhile', async () => {
    const api = new FakeAgentTasksApi();
    api.token = undefined;
    const { user } = await openDialog(api);
    await user.type(prompt(), 'Do it');
    await user.click(
      await screen.findByRole('button', { name: 'Sign in to GitHub' }),
    );
    await untilReady();
    expect(prompt()).toHaveValue('Do it');
  });

  it('goes on with the branch of an open pull request', async () => {
    const api = new FakeAgentTasksApi();
    const { user, onStarted } = await openDialog(api, {
      repository: 'acme/billing',
      headRef: 'copilot/scaffold-billing',
      baseRef: 'main',
    });
    expect(
      screen.getByRole('dialog', { name: 'Ask for changes' }),
    ).toHaveTextContent('goes on with branch copilot/scaffold-billing');
    await untilReady();
    await user.type(prompt(), 'Rename it');
    await user.click(submit());
    await waitFor(() => expect(onStarted).toHaveBeenCalled());
    expect(api.started[0].request).toMatchObject({
      headRef: 'copilot/scaffold-billing',
      baseRef: 'main',
    });
  });
});
