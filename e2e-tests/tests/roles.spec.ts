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

import { expect, test } from '@playwright/test';
import { asProgram, codeOf } from './support/asProgram';
import { expectNoViolations } from './support/expectNoViolations';
import {
  agentTasksCard,
  openComponent,
  signIn,
  signInAnew,
  takeScreenshots,
} from './support/portal';
import { simulator } from './support/simulator';
import { startTask } from './support/startTask';

const NO_SUCH_TASK = '00000000-0000-4000-8000-000000000000';

test('a developer starts tasks, and the admin page is not theirs', async ({
  page,
}) => {
  await signIn(page, 'ada-nwosu');
  const call = await asProgram(page);

  await test.step('no link leads there', async () => {
    await expect(
      page.getByRole('button', { name: 'Start task' }),
    ).toBeVisible();
    await expect(page.getByRole('link', { name: 'Admin' })).toHaveCount(0);
  });

  await test.step('the address answers calmly', async () => {
    for (const path of ['', '/usage', '/history']) {
      await page.goto(`/agent-tasks/admin${path}`);
      await expect(
        page.getByText('This page is not for you yet'),
      ).toBeVisible();
      await expect(page.getByRole('table')).toHaveCount(0);
    }
    await expectNoViolations(page, 'main');
    await takeScreenshots(
      page,
      'admin-as-developer',
      page.getByText('This page is not for you yet'),
    );
  });

  await test.step('a program is refused as well', async () => {
    const rule = { match: 'acme/*' };
    const reason = 'Because I can';
    for (const [method, path, body] of [
      ['GET', '/policy'],
      ['GET', '/policy/changes'],
      ['GET', '/policy/export.yaml'],
      ['POST', '/policy/rules', { rule, reason }],
      ['PUT', '/policy/rules/x', { rule, reason, enabled: true, version: 1 }],
      ['DELETE', '/policy/rules/x', { reason, version: 1 }],
      ['POST', '/policy/preview', { match: 'acme/*' }],
      [
        'POST',
        '/policy/decision',
        { user: 'user:default/ada-nwosu', repository: 'acme/billing' },
      ],
      ['GET', '/usage'],
      ['GET', '/usage.csv'],
    ] as const) {
      const response = await call(method, path, body);
      expect(response.status(), `${method} ${path}`).toBe(403);
      expect(await codeOf(response)).toBe('permission_denied');
    }
  });
});

test('an outsider learns nothing of tasks in a repository that GitHub hides from them', async ({
  page,
  browser,
}) => {
  const title = 'Close the books of October';
  await signIn(page, 'ada-nwosu');
  await openComponent(page, 'payments-ledger');
  const row = await startTask(page, `${title}\n\n[simulate: quick]`);
  const link = row.getByRole('link', { name: title });
  await expect(link).toBeVisible();
  const id = (await link.getAttribute('href'))!.split('/').pop()!;
  await expect(row.getByText('Completed')).toBeVisible({ timeout: 90_000 });

  await test.step('a colleague who can read it sees it', async () => {
    const colleague = await signInAnew(browser, 'chloe-tran');
    await colleague.goto(`/agent-tasks/tasks/${id}`);
    await expect(
      colleague.getByRole('heading', { level: 2, name: title }),
    ).toBeVisible();
    await colleague.context().close();
  });

  const outsider = await signInAnew(browser, 'ben-larsen');
  const call = await asProgram(outsider);

  await test.step('lists do not hold it', async () => {
    await expect(
      outsider.getByRole('region', { name: 'Agent tasks' }),
    ).toBeVisible();
    await expect(outsider.getByRole('status')).toHaveCount(0);
    await expect(outsider.getByText(title)).toHaveCount(0);
    await openComponent(outsider, 'payments-ledger');
    await expect(
      agentTasksCard(outsider).getByText(/Nothing has been asked of the agent/),
    ).toBeVisible();
    for (const query of [
      '',
      '&repository=acme/payments-ledger',
      '&requestedBy=user:default/ada-nwosu',
    ]) {
      const response = await call('GET', `/tasks?limit=100${query}`);
      const { items } = await response.json();
      expect(items.map((task: { id: string }) => task.id)).not.toContain(id);
    }
  });

  await test.step('its address says what that of no task says', async () => {
    await outsider.goto(`/agent-tasks/tasks/${id}`);
    await expect(outsider.getByText('Task not found')).toBeVisible();
    await expect(outsider.getByText(title)).toHaveCount(0);
    await expectNoViolations(outsider, 'main');
    await takeScreenshots(
      outsider,
      'task-as-outsider',
      outsider.getByText('Task not found'),
    );
    const hidden = await call('GET', `/tasks/${id}`);
    const absent = await call('GET', `/tasks/${NO_SUCH_TASK}`);
    expect(hidden.status()).toBe(404);
    const message = async (response: typeof hidden) =>
      (await response.json()).error.message;
    expect(await message(hidden)).toBe(await message(absent));
  });

  await test.step('neither do its buttons work for them', async () => {
    for (const action of ['check', 'abandon']) {
      const response = await call('POST', `/tasks/${id}/${action}`);
      expect(response.status(), action).toBe(404);
    }
  });
  await outsider.context().close();
});

test('the admin finds rules, usage and history behind one link', async ({
  page,
}) => {
  await signIn(page, 'priya-raman');
  await page.goto('/agent-tasks');
  await page.getByRole('link', { name: 'Admin' }).click();
  await expect(page).toHaveURL(/\/agent-tasks\/admin$/);
  await expect(
    page.getByRole('region', { name: 'Rules' }).getByRole('table'),
  ).toContainText('acme/payroll');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'Agent tasks',
  );
  await page.getByRole('link', { name: 'Usage' }).click();
  await expect(page).toHaveURL(/\/agent-tasks\/admin\/usage$/);
  await expect(
    page.getByRole('group', { name: 'By', exact: true }).getByRole('button'),
  ).toHaveText(['Person', 'Group', 'Repository', 'Model']);
  await page.getByRole('link', { name: 'History' }).click();
  await expect(page).toHaveURL(/\/agent-tasks\/admin\/history$/);
  await expect(page.getByRole('region', { name: 'History' })).toBeVisible();
});

test('a guest sees no way to start a task, and there is none', async ({
  page,
}) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Enter' }).click();
  await expect(page.getByRole('link', { name: 'Home' })).toBeVisible();
  // Not even with a good token of GitHub, which only their page lacks.
  const { token } = await simulator.createToken({ login: 'chloe-tran' });
  const call = await asProgram(page, { gitHubToken: token });
  await expect(page.getByRole('region', { name: 'Agent tasks' })).toBeVisible();
  await expect(page.getByRole('button', { name: /Start/ })).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'Admin' })).toHaveCount(0);

  await openComponent(page, 'storefront');
  await expect(
    agentTasksCard(page)
      .getByText(/Sign in to GitHub/)
      .first(),
  ).toBeVisible();
  await expect(
    agentTasksCard(page).getByRole('button', { name: /Start/ }),
  ).toHaveCount(0);
  await takeScreenshots(page, 'card-as-guest', agentTasksCard(page));

  const before = (await simulator.tasks({})).length;
  const refused = await call('POST', '/tasks', {
    repository: 'acme/storefront',
    prompt: 'Let a guest in',
  });
  expect(refused.status()).toBe(403);
  expect(await codeOf(refused)).toBe('permission_denied');
  expect((await simulator.tasks({})).length).toBe(before);
});
