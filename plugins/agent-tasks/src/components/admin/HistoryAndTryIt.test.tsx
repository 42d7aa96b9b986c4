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
import { choose, fill, openAdmin } from '../../__testUtils__/openAdmin';
import { aRule, FakeAgentTasksApi, fillAdmin, VIEWER } from '../../testing';

// By labels and texts: to compute the roles of a whole page takes long.
const field = (label: string) =>
  screen.getByLabelText(label, { selector: 'input' });
const press = (text: string) => screen.getByText(text, { selector: 'button' });

async function changes() {
  const list = await screen.findByRole('list', { name: 'History' });
  return [...list.children] as HTMLElement[];
}

describe('the history', () => {
  it('says who did what when and why, field by field', async () => {
    openAdmin(fillAdmin(new FakeAgentTasksApi()), { path: '/history' });
    const [disabled, updated, created] = await changes();
    await within(disabled).findByText('you');
    expect(disabled).toHaveTextContent(
      /^Disabledacme\/\*by you, \d+ min ago.*“The incident of last week is over”$/,
    );
    expect(updated).toHaveTextContent('by priya, 2 days ago');
    expect(updated).toHaveTextContent(/Models− was claude-sonnet-4.6/);
    const limit = within(updated).getByText('AI credits a month, all together')
      .nextElementSibling!;
    expect(limit.querySelector('del')).toHaveTextContent('100');
    expect(limit.querySelector('ins')).toHaveTextContent('200');
    expect(created).toHaveTextContent('The command line moves');
    expect(created.querySelector('ins')).toBeNull();
  });

  it('shows that of one rule, from its menu', async () => {
    const { user } = openAdmin(fillAdmin(new FakeAgentTasksApi()));
    await choose(user, 'tools/cli', 'History');
    await screen.findByRole('heading', { name: 'History of one rule' });
    await waitFor(async () => expect(await changes()).toHaveLength(2));
    await user.click(screen.getByRole('link', { name: 'Show all changes' }));
    await waitFor(async () => expect(await changes()).toHaveLength(3));
  });

  it('loads more by pages', async () => {
    const api = new FakeAgentTasksApi();
    api.changes = Array.from({ length: 25 }, (_, index) => ({
      id: String(index),
      ruleId: 'r',
      at: new Date(0).toISOString(),
      by: VIEWER,
      action: 'updated' as const,
      reason: `Reason ${index}`,
      before: aRule().rule,
      after: aRule().rule,
    }));
    const { user } = openAdmin(api, { path: '/history' });
    await screen.findByText('“Reason 19”');
    expect(await changes()).toHaveLength(20);
    await user.click(screen.getByRole('button', { name: 'Load more' }));
    await screen.findByText('“Reason 24”');
    expect(screen.queryByRole('button', { name: 'Load more' })).toBeNull();
  });

  it('says that nothing has happened yet', async () => {
    openAdmin(new FakeAgentTasksApi(), { path: '/history' });
    expect(
      await screen.findByText('Nobody has changed a rule on this page yet.'),
    ).toBeInTheDocument();
  });
});

describe('Try it', () => {
  it('asks what the person names, once it can be asked', async () => {
    const api = fillAdmin(new FakeAgentTasksApi());
    const { user } = openAdmin(api);
    const ask = await screen.findByText('Ask', { selector: 'button' });
    await user.click(ask);
    expect(
      screen.getByText(/Give the repository as owner\/name/),
    ).toBeInTheDocument();
    await waitFor(() => expect(field('Repository')).toHaveFocus());
    expect(api.tried).toEqual([]);

    expect(field('User')).toHaveValue(VIEWER);
    await user.clear(field('User'));
    await fill(user, field('User'), 'grace');
    await user.click(await screen.findByText('Grace Hopper'));
    await fill(user, field('Repository'), 'tools/cli');
    await fill(user, field('Model'), 'gpt-5.4');
    await user.click(press('More conditions'));
    await fill(user, field('Base branch'), 'main');
    await fill(user, field('Head branch'), 'no branch');
    await user.click(ask);
    expect(field('Head branch')).toBeInvalid();
    await waitFor(() => expect(field('Head branch')).toHaveFocus());
    expect(api.tried).toEqual([]);
    await user.clear(field('Head branch'));
    await fill(user, field('Head branch'), 'copilot/tax');
    await user.click(screen.getByLabelText('Started from'));
    await user.click(await screen.findByText('MCP clients'));
    await user.click(ask);
    await screen.findByTestId('decision');
    expect(api.tried).toEqual([
      {
        user: 'user:default/grace',
        repository: 'tools/cli',
        model: 'gpt-5.4',
        customAgent: undefined,
        baseRef: 'main',
        headRef: 'copilot/tax',
        source: 'mcp',
      },
    ]);

    // An answer to another question would mislead.
    await fill(user, field('Model'), '0');
    expect(screen.queryByTestId('decision')).toBeNull();
  });

  it('answers with the sentence, the rule that decides, and the use of limits', async () => {
    const { user } = openAdmin(fillAdmin(new FakeAgentTasksApi()));
    await screen.findByText('Ask', { selector: 'button' });
    await fill(user, field('Repository'), 'tools/cli');
    await user.click(press('Ask'));
    expect(await screen.findByTestId('decision')).toHaveTextContent(
      'No.Rule tools/cli allows only group platform; this user is in web.',
    );
    expect(screen.getByText(/^Decided by/)).toHaveTextContent(
      'Decided by tools/cli, added here. Groups of the user: group web.',
    );
    const [active, credits] = within(
      screen.getByLabelText('Limits and their use'),
    ).getAllByRole('listitem');
    expect(active).toHaveTextContent(/^5 of 5.*everywhere.*reached$/);
    expect(credits).toHaveTextContent(
      /^12.5 of 200.*rule tools\/cli.*the cost of 2 tasks is not known yet$/,
    );

    await user.click(press('Show what each of the 2 rules says'));
    const verdicts = within(
      screen.getByLabelText(/What each rule says/),
    ).getAllByRole('listitem');
    expect(verdicts[0]).toHaveAttribute('aria-current', 'true');
    expect(verdicts[0]).toHaveTextContent('decides');
    expect(verdicts[1]).not.toHaveAttribute('aria-current');
  });

  it('says yes, and forgets it when the rules change', async () => {
    const api = fillAdmin(new FakeAgentTasksApi());
    api.decision = {
      allowed: true,
      message: 'Yes. Rule acme/* allows it.',
      ruleId: 'agentTasks.policy.repositories[0]',
      groups: [],
      rules: [],
      limits: [],
    };
    const { user } = openAdmin(api);
    await screen.findByText('Ask', { selector: 'button' });
    await fill(user, field('Repository'), 'acme/shop');
    await user.keyboard('{Enter}');
    expect(await screen.findByTestId('decision')).toHaveTextContent(
      'Yes.Rule acme/* allows it.',
    );
    expect(screen.getByText(/knows no groups/)).toBeInTheDocument();
    await choose(user, 'tools/cli', 'Disable');
    await fill(user, await screen.findByLabelText(/^Why/), 'Enough');
    await user.keyboard('{Enter}');
    await waitFor(() => expect(screen.queryByTestId('decision')).toBeNull());
  });

  it('says why it got no answer', async () => {
    const api = fillAdmin(new FakeAgentTasksApi());
    api.tryPolicy = async () => {
      throw new AgentTasksError('permission_denied', 'You may not ask.');
    };
    const { user } = openAdmin(api);
    await screen.findByText('Ask', { selector: 'button' });
    await fill(user, field('Repository'), 'acme/shop');
    await user.click(press('Ask'));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'You may not ask.',
    );
  });
});
