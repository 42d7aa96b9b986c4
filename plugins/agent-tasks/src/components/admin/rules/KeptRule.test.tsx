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

import { screen, waitFor } from '@testing-library/react';
import {
  choose,
  dialog,
  fill,
  openAdmin,
} from '../../../__testUtils__/openAdmin';
import { aPortal, field } from '../../../__testUtils__/ruleForm';
import { aRule } from '../../../testing';

const press = (name: string) => screen.getByText(name, { selector: 'button' });

describe('what is typed for a rule', () => {
  it('is still there after the way back, until it is discarded', async () => {
    const { user, go } = openAdmin(aPortal());
    await user.click(
      await screen.findByText('Add rule', { selector: 'button' }),
    );
    await dialog('Add rule');
    await fill(user, field(/^Repositories/), 'acme/*');
    go(-1);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    go(1);
    await user.click(
      await screen.findByText('Add rule', { selector: 'button' }),
    );
    await dialog('Add rule');
    expect(field(/^Repositories/)).toHaveValue('acme/*');
    await user.click(press('Cancel'));
    await dialog('Discard what you typed?');
    await user.click(press('Discard'));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await user.click(press('Add rule'));
    await dialog('Add rule');
    expect(field(/^Repositories/)).toHaveValue('');
  });

  it('changes the rule as it was when the typing began, also after the way back', async () => {
    const api = aPortal(aRule());
    const { user, go } = openAdmin(api);
    await choose(user, 'tools/cli', 'Edit');
    await dialog('Edit rule');
    await fill(user, field('Tasks a day per person'), '7');
    go(-1);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    const rule = { ...aRule().rule, models: ['claude-sonnet-4.6'] };
    await api.updateRule(aRule().id, {
      rule,
      enabled: true,
      version: 1,
      reason: 'Theirs',
    });
    go(1);
    await choose(user, 'tools/cli', 'Edit');
    await dialog('Edit rule');
    expect(field('Tasks a day per person')).toHaveValue('7');
    await fill(user, field(/^Why/), 'I was away');
    await user.click(press('Save rule'));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'This rule has been changed meanwhile',
    );
    expect(api.policy.rules[0].rule).toEqual(rule);
  });
});
