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
  SecretsContextProvider,
  useTemplateSecrets,
} from '@backstage/plugin-scaffolder-react';
import { Stepper } from '@backstage/plugin-scaffolder-react/alpha';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { agentTasksApiRef } from '../api';
import { FakeAgentTasksApi } from '../testing';
import {
  AgentTasksModelPicker,
  AgentTasksRepositoryPicker,
  validateModel,
  validateRepository,
} from './index';

const MANIFEST = {
  title: 'Scaffold service',
  steps: [
    {
      title: 'Where',
      schema: {
        type: 'object',
        required: ['target'],
        properties: {
          target: {
            type: 'string',
            title: 'Repository',
            'ui:field': 'AgentTasksRepositoryPicker',
          },
          model: {
            type: 'string',
            title: 'Model',
            'ui:field': 'AgentTasksModelPicker',
            'ui:options': { repositoryField: 'target' },
          },
        },
      },
    },
  ],
};

const FIELDS = [
  {
    name: 'AgentTasksRepositoryPicker',
    component: AgentTasksRepositoryPicker,
    validation: validateRepository,
  },
  {
    name: 'AgentTasksModelPicker',
    component: AgentTasksModelPicker,
    validation: validateModel,
  },
];

function Secrets() {
  return <output>{JSON.stringify(useTemplateSecrets().secrets)}</output>;
}

/** The scaffolder's own form with our fields. */
function renderForm(
  api: FakeAgentTasksApi,
  initialState: Record<string, string> = {},
) {
  const onCreate = jest.fn(async () => {});
  renderInTestApp(
    <SecretsContextProvider>
      <Stepper
        manifest={MANIFEST as never}
        extensions={FIELDS as never}
        initialState={initialState}
        onCreate={onCreate}
      />
      <Secrets />
    </SecretsContextProvider>,
    { apis: [[agentTasksApiRef, api]] },
  );
  return { onCreate, user: userEvent.setup() };
}

async function choose(
  user: ReturnType<typeof userEvent.setup>,
  label: RegExp,
  option: string,
) {
  await user.click(await screen.findByRole('combobox', { name: label }));
  const list = await screen.findByRole('listbox');
  await user.click(within(list).getByRole('option', { name: option }));
}

describe('fields for templates', () => {
  // The form scrolls up after each step; jsdom cannot.
  beforeEach(() => {
    jest.spyOn(window, 'scrollTo').mockImplementation(() => {});
  });

  it('hand over an allowed repository, its model and the GitHub token', async () => {
    const { onCreate, user } = renderForm(new FakeAgentTasksApi());
    await waitFor(() =>
      expect(screen.getByRole('status')).toHaveTextContent(
        '{"USER_OAUTH_TOKEN":"gho_fake"}',
      ),
    );
    await choose(user, /Repository/, 'acme/ledger');
    // Its rule allows two models only: the first is taken, another can be.
    expect(await screen.findByText('gpt-5.4')).toBeInTheDocument();
    await choose(user, /Model/, 'claude-sonnet-4.6');
    await user.click(screen.getByRole('button', { name: 'Review' }));
    await user.click(await screen.findByRole('button', { name: 'Create' }));
    expect(onCreate).toHaveBeenCalledWith({
      target: 'acme/ledger',
      model: 'claude-sonnet-4.6',
    });
  });

  it('leave the model open where the rules do', async () => {
    const { onCreate, user } = renderForm(new FakeAgentTasksApi());
    await choose(user, /Repository/, 'acme/billing');
    await user.click(screen.getByRole('button', { name: 'Review' }));
    await user.click(await screen.findByRole('button', { name: 'Create' }));
    expect(onCreate).toHaveBeenCalledWith(
      expect.not.objectContaining({ model: expect.anything() }),
    );
  });

  it('stop at a repository that is not allowed, and say whom to ask', async () => {
    const { user } = renderForm(new FakeAgentTasksApi(), {
      target: 'acme/payroll',
    });
    expect(
      await screen.findByText('acme/payroll is not allowed for agent tasks'),
    ).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Review' }));
    expect(
      await screen.findAllByText(
        /acme\/payroll is not allowed for agent tasks, or you cannot write/,
      ),
    ).not.toHaveLength(0);
    expect(
      screen.queryByRole('button', { name: 'Create' }),
    ).not.toBeInTheDocument();
  });

  it('explain that nothing is allowed yet', async () => {
    renderForm(new FakeAgentTasksApi({ repositories: [] }));
    expect(
      await screen.findByText('No repository is allowed for you'),
    ).toBeInTheDocument();
    expect(screen.getByText(/agentTasks\.policy\.repositories/)).toBeVisible();
  });

  it('offer to sign in to GitHub, and go on after it', async () => {
    const api = new FakeAgentTasksApi();
    api.token = undefined;
    const { user } = renderForm(api);
    await user.click(
      await screen.findByRole('button', { name: 'Sign in to GitHub' }),
    );
    expect(
      await screen.findByText('{"USER_OAUTH_TOKEN":"gho_fake"}'),
    ).toBeInTheDocument();
    await choose(user, /Repository/, 'acme/billing');
    expect(api.interactiveSignIns).toBe(1);
  });
});
