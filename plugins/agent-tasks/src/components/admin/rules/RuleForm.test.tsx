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
  screen,
  waitFor,
  waitForElementToBeRemoved,
} from '@testing-library/react';
import { AgentTasksError } from 'backstage-plugin-agent-tasks-common';
import {
  choose,
  dialog,
  fill,
  openAdmin,
  ruleRow,
} from '../../../__testUtils__/openAdmin';
import { aPortal, field } from '../../../__testUtils__/ruleForm';
import { aPreview, aRule, FakeAgentTasksApi } from '../../../testing';

const press = (name: string) => screen.getByRole('button', { name });

async function openForm(api: FakeAgentTasksApi) {
  const opened = openAdmin(api);
  await opened.user.click(
    await screen.findByRole('button', { name: 'Add rule' }),
  );
  await dialog('Add rule');
  return opened;
}

describe('the form of a rule', () => {
  it('tells of mistakes at their fields, once the person has come to them', async () => {
    const api = aPortal();
    const { user } = await openForm(api);
    await fill(user, field(/^Repositories/), 'acme');
    expect(screen.getByText(/exactly one slash/)).toBeInTheDocument();
    expect(screen.queryByText(/^Say why/)).toBeNull();
    await user.click(press('Add rule'));
    expect(screen.getByText(/^Say why/)).toBeInTheDocument();
    expect(
      screen.getByText('2 fields above need a change.'),
    ).toBeInTheDocument();
    await waitFor(() => expect(field(/^Repositories/)).toHaveFocus());
    await fill(user, field(/^Repositories/), '/*');
    expect(screen.queryByText(/exactly one slash/)).toBeNull();
    expect(api.policy.rules).toEqual([]);
  });

  it('shows what the glob matches', async () => {
    const api = aPortal();
    api.previews['acme/*'] = aPreview('acme', ['billing', 'shop']);
    const { user } = await openForm(api);
    await fill(user, field(/^Repositories/), 'acme/*');
    expect(
      await screen.findByText('Matches 2 repositories'),
    ).toBeInTheDocument();
    expect(screen.getByText('acme/shop')).toBeInTheDocument();
  });

  it('adds a rule with all that it names', async () => {
    const api = aPortal();
    const { user, said } = await openForm(api);
    await fill(user, field(/^Repositories/), 'acme/*');
    await fill(user, field('Only these users and groups'), 'plat');
    await user.click(await screen.findByRole('option', { name: /^Platform/ }));
    await fill(user, field('Only these users and groups'), 'user:grace');
    await user.keyboard('{Enter}');
    // Left without Enter, and with a comma.
    await fill(user, field('Only these models'), 'gpt-5.4,own-model');
    await fill(user, field('Active tasks per person'), '3');
    await fill(user, field('AI credits a month, all together'), '99.5');
    await user.click(press('Further conditions'));
    await fill(user, field('Only these base branches'), 'release/*');
    await user.click(
      screen.getByRole('checkbox', { name: 'software templates' }),
    );
    await fill(user, field(/^Why/), 'The pilot begins');
    await user.click(press('Add rule'));

    await waitFor(() => expect(api.policy.rules).toHaveLength(1));
    expect(api.policy.rules[0].rule).toEqual({
      match: 'acme/*',
      allow: ['group:default/platform', 'user:default/grace'],
      models: ['gpt-5.4', 'own-model'],
      baseRefs: ['release/*'],
      sources: ['scaffolder'],
      limits: { activeTasksPerUser: 3, aiCreditsPerMonth: 99.5 },
    });
    expect(api.changes[0]).toMatchObject({
      action: 'created',
      reason: 'The pilot begins',
    });
    await ruleRow('acme/*');
    expect(said).toEqual(['Rule acme/* is added and in force.']);
    await waitFor(() => expect(press('Add rule')).toHaveFocus());
  });

  it('asks a rule that denies only for what makes sense there', async () => {
    const api = aPortal();
    const { user } = await openForm(api);
    await fill(user, field('Active tasks per person'), '3');
    await user.click(screen.getByRole('radio', { name: 'Deny' }));
    expect(
      screen.queryByRole('textbox', { name: 'Active tasks per person' }),
    ).toBeNull();
    await user.click(press('Further conditions'));
    expect(field('Deny only these custom agents')).toBeInTheDocument();
    expect(
      screen.getByText(/one whose head branch is among these/),
    ).toBeInTheDocument();
    await fill(user, field('Deny only these base branches'), 'release/*');
    await fill(user, field('Deny only these users and groups'), 'user:grace');
    await fill(user, field(/^Repositories/), 'acme/payroll');
    await fill(user, field(/^Why/), 'Salaries are no business of agents');
    await user.click(press('Add rule'));
    await waitFor(() => expect(api.policy.rules).toHaveLength(1));
    expect(api.policy.rules[0].rule).toEqual({
      match: 'acme/payroll',
      deny: true,
      denyFor: ['user:default/grace'],
      baseRefs: ['release/*'],
    });
  });

  it("shows the portal's own findings at their fields, and keeps what was typed", async () => {
    const api = aPortal();
    const { user } = await openForm(api);
    await fill(user, field(/^Repositories/), 'acme/*');
    await fill(user, field(/^Why/), 'The pilot begins');
    api.adminError = new AgentTasksError('validation_failed', 'Not valid.', {
      issues: [{ path: 'rule.match', message: 'Another rule says the same.' }],
    });
    await user.click(press('Add rule'));
    expect(
      await screen.findByText('Another rule says the same.'),
    ).toBeInTheDocument();
    expect(field(/^Repositories/)).toHaveValue('acme/*');
    expect(field(/^Repositories/)).toBeInvalid();
    api.adminError = new TypeError('Failed to fetch');
    await fill(user, field(/^Why/), '!');
    await user.click(press('Add rule'));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'What you typed is kept.',
    );
    api.adminError = undefined;
    await user.click(press('Add rule'));
    await waitFor(() => expect(api.policy.rules).toHaveLength(1));
  });

  it('does not lose what was typed without a word', async () => {
    const { user } = await openForm(aPortal());
    await fill(user, field(/^Repositories/), 'acme/*');
    await user.keyboard('{Escape}');
    await dialog('Discard what you typed?');
    await user.click(press('Keep editing'));
    await waitForElementToBeRemoved(() =>
      screen.queryByRole('dialog', { name: 'Discard what you typed?' }),
    );
    expect(field(/^Repositories/)).toHaveValue('acme/*');
    const unload = new Event('beforeunload', { cancelable: true });
    window.dispatchEvent(unload);
    expect(unload.defaultPrevented).toBe(true);

    await user.click(press('Cancel'));
    await dialog('Discard what you typed?');
    await user.click(press('Discard'));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await user.click(press('Add rule'));
    await dialog('Add rule');
    expect(field(/^Repositories/)).toHaveValue('');
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  describe('when another admin was faster', () => {
    async function collide(options: { enabled?: boolean } = {}) {
      const api = aPortal(aRule());
      const opened = openAdmin(api);
      await choose(opened.user, 'tools/cli', 'Edit');
      await dialog('Edit rule');
      await fill(opened.user, field('Tasks a day per person'), '7');
      await fill(opened.user, field(/^Why/), 'Mine');
      api.admin = 'user:default/priya';
      await api.updateRule(aRule().id, {
        rule: { ...aRule().rule, models: ['claude-sonnet-4.6'] },
        enabled: options.enabled ?? true,
        version: 1,
        reason: 'Theirs',
      });
      api.admin = 'user:default/ada';
      await opened.user.click(press('Save rule'));
      expect(await screen.findByRole('alert')).toHaveTextContent(
        /This rule has been changed meanwhile.*priya, just now.*Models− was gpt-5.4.*now claude-sonnet-4.6/s,
      );
      expect(field('Tasks a day per person')).toHaveValue('7');
      expect(
        api.policy.rules[0].rule.limits?.tasksPerUserPerDay,
      ).toBeUndefined();
      return { api, ...opened };
    }

    it('shows what changed, and overwrites it knowingly', async () => {
      const { api, user } = await collide({ enabled: false });
      expect(screen.getByText(/It is disabled now/)).toBeInTheDocument();
      expect(press('Save rule')).toBeDisabled();
      await user.click(press('Overwrite with mine'));
      await waitFor(() =>
        expect(api.policy.rules[0].rule).toEqual({
          ...aRule().rule,
          limits: { aiCreditsPerMonth: 200, tasksPerUserPerDay: 7 },
        }),
      );
      // The form has not been asked whether the rule shall be enabled.
      expect(api.policy.rules[0].status).toBe('disabled');
    });

    it('or loads it', async () => {
      const { api, user } = await collide();
      await user.click(press('Load it, drop mine'));
      expect(field('Tasks a day per person')).toHaveValue('');
      await fill(user, field(/^Why/), 'Mine again');
      await fill(user, field('Tasks a day per person'), '8');
      await user.click(press('Save rule'));
      await waitFor(() =>
        expect(api.policy.rules[0].rule).toMatchObject({
          models: ['claude-sonnet-4.6'],
          limits: { tasksPerUserPerDay: 8 },
        }),
      );
    });

    it('keeps what was typed for a rule that is gone, to add it anew', async () => {
      const api = aPortal(aRule());
      const { user } = openAdmin(api);
      await choose(user, 'tools/cli', 'Edit');
      await dialog('Edit rule');
      await fill(user, field(/^Why/), 'Mine');
      await api.deleteRule(aRule().id, { version: 1, reason: 'Theirs' });
      await user.click(press('Save rule'));
      expect(await screen.findByRole('alert')).toHaveTextContent(
        'This rule has been deleted meanwhile',
      );
      await user.click(press('Add it as a new rule'));
      await waitFor(() => expect(api.policy.rules).toHaveLength(1));
      expect(api.policy.rules[0].rule).toEqual(aRule().rule);
      expect(api.changes[0].action).toBe('created');
    });
  });

  it('disables and enables with a reason, and says what that means', async () => {
    const api = aPortal(aRule());
    const { user, said } = openAdmin(api);
    await choose(user, 'tools/cli', 'Disable');
    const asking = await dialog('Disable this rule?');
    expect(
      asking.getByText(/What only tools\/cli allows is refused/),
    ).toBeInTheDocument();
    await user.click(press('Disable'));
    expect(await screen.findByText(/^Say why/)).toBeInTheDocument();
    expect(api.policy.rules[0].status).toBe('active');
    await user.type(field(/^Why/), 'Too costly{Enter}');
    await waitFor(() => expect(api.policy.rules[0].status).toBe('disabled'));
    await waitFor(() =>
      expect(press('Actions for rule tools/cli')).toHaveFocus(),
    );
    await choose(user, 'tools/cli', 'Enable');
    await dialog('Enable this rule?');
    await fill(user, field(/^Why/), 'Paid');
    await user.click(press('Enable'));
    await waitFor(() => expect(api.policy.rules[0].status).toBe('active'));
    expect(said).toEqual([
      'Rule tools/cli is disabled.',
      'Rule tools/cli is enabled.',
    ]);
    expect(api.changes.map(({ reason }) => reason)).toEqual([
      'Paid',
      'Too costly',
    ]);
  });

  it('deletes only what the person has seen', async () => {
    const api = aPortal(aRule());
    const { user } = openAdmin(api);
    await choose(user, 'tools/cli', 'Delete');
    await dialog('Delete this rule?');
    await fill(user, field(/^Why/), 'Not used');
    await api.updateRule(aRule().id, {
      rule: { ...aRule().rule, models: ['claude-sonnet-4.6'] },
      enabled: true,
      version: 1,
      reason: 'Theirs',
    });
    await user.click(press('Delete'));
    expect(await screen.findByRole('alert')).toHaveTextContent('decide again');
    expect(
      (await dialog('Delete this rule?')).getByText('claude-sonnet-4.6'),
    ).toBeInTheDocument();
    expect(api.policy.rules).toHaveLength(1);
    await user.click(press('Delete'));
    await waitFor(() => expect(api.policy.rules).toEqual([]));
    await waitFor(() => expect(press('Add rule')).toHaveFocus());
  });
});
