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
import { AgentTasksError } from 'backstage-plugin-agent-tasks-common';
import { openAdmin, ruleRow } from '../../__testUtils__/openAdmin';
import { aPreview, FakeAgentTasksApi, fillAdmin } from '../../testing';

describe('the admin page', () => {
  it('has its tabs', async () => {
    openAdmin(new FakeAgentTasksApi());
    const tabs = within(
      await screen.findByRole('navigation', { name: 'Admin' }),
    );
    expect(tabs.getAllByRole('link').map(link => link.textContent)).toEqual([
      'Allowed repositories',
      'Usage',
      'History',
    ]);
    expect(
      tabs.getByRole('link', { name: 'Allowed repositories' }),
    ).toHaveAttribute('aria-current', 'page');
  });

  it('says who may do what where, in words', async () => {
    openAdmin(fillAdmin(new FakeAgentTasksApi()));
    const config = await ruleRow('acme/payroll');
    expect(config.getByText('Deny')).toBeInTheDocument();
    expect(config.getByText('everyone')).toBeInTheDocument();
    expect(config.getByText('app-config.yaml')).toHaveAttribute(
      'title',
      'Read-only here: agentTasks.policy.repositories[1]',
    );
    expect(config.queryByRole('button', { name: /Actions/ })).toBeNull();

    const ours = await ruleRow('tools/cli');
    expect(ours.getByRole('link', { name: 'group platform' })).toHaveAttribute(
      'href',
      '/catalog/default/group/platform',
    );
    expect(ours.getByText('gpt-5.4')).toBeInTheDocument();
    expect(ours.getByText('200 AI credits a month')).toBeInTheDocument();
    expect(ours.getByText(/^added here, /)).toHaveTextContent('by priya');

    const later = await ruleRow('acme/{billing,ledger}-*');
    expect(later.getByText('Not yet valid')).toBeInTheDocument();
    expect(
      later.getByText(
        /custom agent: scaffolder · base branch: main, release\/\* · from: the portal, software templates · from .*2027 · until .*2027/,
      ),
    ).toBeInTheDocument();
    expect((await ruleRow('labs/*')).getByText('Expired')).toBeInTheDocument();
    expect(
      screen.getByText(/5 active per person, 50 a day per person/),
    ).toHaveTextContent('agentTasks.policy.limits');
  });

  it('asks once for what equal globs match, and lists it with its entities', async () => {
    const api = fillAdmin(new FakeAgentTasksApi());
    const { user } = openAdmin(api);
    await user.click(
      (
        await screen.findAllByRole('button', {
          name: '4 repositories, show them',
        })
      )[0],
    );
    const list = within(
      await screen.findByRole('list', {
        name: 'Repositories that acme/* matches',
      }),
    );
    expect(list.getByRole('link', { name: 'billing' })).toHaveAttribute(
      'href',
      '/catalog/default/component/billing',
    );
    expect(list.getAllByText('no entity in the catalog')).toHaveLength(2);
    expect(api.previewed.filter(match => match === 'acme/*')).toHaveLength(1);
    await user.click(
      screen.getByRole('button', { name: 'Hide the repositories of acme/*' }),
    );
    expect(screen.queryByRole('list', { name: /acme/ })).toBeNull();
  });

  it('does not claim to know all matches', async () => {
    const api = fillAdmin(new FakeAgentTasksApi());
    api.previews['tools/cli'] = {
      ...aPreview('tools', ['cli']),
      total: 3,
      gitHub: 'sign_in_required',
    };
    const { user } = openAdmin(api);
    const row = await ruleRow('tools/cli');
    await user.click(await row.findByRole('button', { name: /^3 repos/ }));
    expect(await screen.findByText('and 2 more')).toBeInTheDocument();
    expect(screen.getByText(/sign in to GitHub to see/)).toBeInTheDocument();
  });

  it('warns of a mistake in app-config, and of a rule that cannot be read', async () => {
    const api = fillAdmin(new FakeAgentTasksApi());
    api.policy = {
      ...api.policy,
      configProblem: 'agentTasks.policy.repositories[2].match is missing.',
      rules: api.policy.rules.map((entry, index) =>
        index === 2 ? { ...entry, problem: 'It cannot be read.' } : entry,
      ),
    };
    openAdmin(api);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'repositories[2].match is missing.',
    );
    expect(
      (await ruleRow('tools/cli')).getByText('It cannot be read.'),
    ).toBeInTheDocument();
  });

  it('says that the portal does not answer, and asks again', async () => {
    const api = fillAdmin(new FakeAgentTasksApi());
    api.adminError = new AgentTasksError('github_timeout', 'Too slow.');
    const { user } = openAdmin(api);
    expect(await screen.findByRole('alert')).toHaveTextContent('Too slow.');
    api.adminError = undefined;
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await ruleRow('tools/cli');
  });

  it('exports the rules with a word on where to put them', async () => {
    const api = fillAdmin(new FakeAgentTasksApi());
    api.yaml = 'agentTasks:\n  policy: {}\n';
    const { user } = openAdmin(api);
    await user.click(await screen.findByRole('button', { name: 'Export' }));
    const dialog = within(
      await screen.findByRole('dialog', { name: 'Export the rules' }),
    );
    expect(
      await dialog.findByRole('region', { name: 'The rules as YAML' }),
    ).toHaveTextContent('agentTasks: policy: {}');
    expect(
      dialog.getByText(/in place of agentTasks.policy/),
    ).toBeInTheDocument();
    const write = jest.spyOn(navigator.clipboard, 'writeText');
    await user.click(dialog.getByRole('button', { name: 'Copy' }));
    expect(await dialog.findByText('Copied.')).toBeInTheDocument();
    expect(write).toHaveBeenCalledWith(api.yaml);
    await user.keyboard('{Escape}');
    await waitFor(() =>
      expect(screen.getByRole('button', { name: 'Export' })).toHaveFocus(),
    );
  });
});
