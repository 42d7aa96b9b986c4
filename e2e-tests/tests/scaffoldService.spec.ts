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
import {
  agentTasksCard,
  openComponent,
  signIn,
  takeScreenshots,
} from './support/portal';
import {
  SIMULATOR_URL,
  simulator,
  whileGitHubStandsStill,
} from './support/simulator';

test('scaffolds a service and watches the task until its pull request is ready', async ({
  page,
  context,
}) => {
  await signIn(page, 'ada-nwosu');

  await test.step('fills in the template', async () => {
    await page.goto('/create');
    await page
      .getByRole('button', { name: /choose/i })
      .first()
      .click();
    await page.getByLabel('Name').fill('invoice-archive');
    await page
      .getByLabel('What it does')
      .fill('Keeps every invoice for ten years and finds it again by number.');
    await page.getByLabel('Owner').fill('payments');
    await page
      .getByRole('option', { name: /payments/i })
      .first()
      .click();
    await page.getByRole('button', { name: 'Next' }).click();

    await page.getByLabel('Repository').click();
    // Denied by the portal's policy, although Ada may push to it.
    await expect(
      page.getByRole('option', { name: 'acme/payroll' }),
    ).toHaveCount(0);
    await page.screenshot({ path: 'e2e-tests/artifacts/template.png' });
    await page.getByRole('option', { name: 'acme/services' }).click();
    await page.getByRole('button', { name: 'Review' }).click();
    await page.getByRole('button', { name: 'Create' }).click();
  });

  await test.step('the run page links to entity, task and GitHub', async () => {
    await expect(
      page.getByRole('link', { name: /The task in the portal/ }),
    ).toBeVisible({ timeout: 60_000 });
    await expect(
      page.getByRole('link', { name: /The task on GitHub/ }),
    ).toHaveAttribute('href', new RegExp(`^${SIMULATOR_URL}/acme/services/`));
    await whileGitHubStandsStill(() =>
      takeScreenshots(
        page,
        'run-page',
        page.getByRole('link', { name: /The task on GitHub/ }),
      ),
    );
    await page
      .getByRole('link', { name: /Watch it on the entity page/ })
      .click();
  });

  const card = agentTasksCard(page);
  const row = card
    .getByRole('listitem')
    .filter({ hasText: 'Scaffold service: invoice-archive' });

  await test.step('the card moves by itself', async () => {
    let navigations = 0;
    page.on('framenavigated', frame => {
      if (frame === page.mainFrame()) navigations += 1;
    });
    await expect(row.getByText('Queued').first()).toBeVisible();
    await whileGitHubStandsStill(() =>
      takeScreenshots(page, 'card-queued', row),
    );
    await expect(row.getByText('In progress').first()).toBeVisible({
      timeout: 60_000,
    });
    await expect(row.getByRole('link', { name: /#\d+ \[WIP\]/ })).toBeVisible({
      timeout: 60_000,
    });
    await whileGitHubStandsStill(() =>
      takeScreenshots(page, 'card-in-progress', row),
    );
    await expect(row.getByText('Completed').first()).toBeVisible({
      timeout: 90_000,
    });
    await expect(row.getByText('Ready for review')).toBeVisible();
    await expect(row.getByText('Checks passed')).toBeVisible();
    await takeScreenshots(page, 'card-completed', row);
    expect(navigations).toBe(0);
  });

  await test.step('the pull request opens on GitHub', async () => {
    const [task] = await simulator.tasks({ repository: 'acme/services' });
    const link = row.getByRole('link', {
      name: new RegExp(`#${task.pullRequestNumber} `),
    });
    const opening = context.waitForEvent('page');
    await link.click();
    const gitHubPage = await opening;
    await expect(gitHubPage).toHaveURL(
      `${SIMULATOR_URL}/acme/services/pull/${task.pullRequestNumber}`,
    );
    await expect(
      gitHubPage.getByRole('heading', {
        name: /Scaffold service: invoice-archive/,
      }),
    ).toBeVisible();
    await gitHubPage.screenshot({
      path: 'e2e-tests/artifacts/github-pull-request.png',
    });
    await gitHubPage.close();
  });

  await test.step('the task has a page, and the portal notifies', async () => {
    await row
      .getByRole('link', {
        name: 'Scaffold service: invoice-archive',
        exact: true,
      })
      .click();
    await expect(page.getByRole('heading', { name: 'Course' })).toBeVisible();
    await expect(page.getByText(/AI credits/).first()).toBeVisible();
    await takeScreenshots(
      page,
      'task-page',
      page.getByRole('heading', { name: 'Course' }),
    );
    await page.goto('/notifications');
    await expect(page.getByText(/invoice-archive/).first()).toBeVisible();
  });
});

test('shows nothing of a private repository to a person whom GitHub does not show it', async ({
  browser,
}) => {
  const ada = await (await browser.newContext()).newPage();
  await signIn(ada, 'ada-nwosu');
  await openComponent(ada, 'payments-ledger');
  await agentTasksCard(ada)
    .getByRole('button', { name: /Start (task|the first task)/ })
    .click();
  const dialog = ada.getByRole('dialog', { name: 'Start task' });
  await dialog
    .getByLabel(/What should the agent do/)
    .fill('Rotate the signing keys');
  await dialog.getByRole('button', { name: 'Start task' }).click();
  await expect(
    agentTasksCard(ada).getByText('Rotate the signing keys').first(),
  ).toBeVisible();
  const taskPath = await agentTasksCard(ada)
    .getByRole('link', { name: 'Rotate the signing keys' })
    .first()
    .getAttribute('href');

  const ben = await (await browser.newContext()).newPage();
  await signIn(ben, 'ben-larsen');
  await openComponent(ben, 'payments-ledger');
  await expect(
    agentTasksCard(ben).getByText(/Nothing has been asked of the agent/),
  ).toBeVisible();
  await ben.goto('/agent-tasks');
  await expect(
    ben.getByRole('heading', { name: 'Agent tasks' }).first(),
  ).toBeVisible();
  await expect(ben.getByText('Rotate the signing keys')).toHaveCount(0);
  await ben.goto(taskPath!);
  await expect(ben.getByText('Task not found')).toBeVisible();
  await expect(ben.getByText('Rotate the signing keys')).toHaveCount(0);
});
