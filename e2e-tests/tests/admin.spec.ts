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

import { readFile } from 'node:fs/promises';
import { expect, test, type Page } from '@playwright/test';
import { expectNoViolations } from './support/expectNoViolations';
import {
  agentTasksCard,
  openComponent,
  setColorScheme,
  signIn,
  signInAnew,
  takeScreenshots,
} from './support/portal';
import { startTask } from './support/startTask';

const ADMIN = '/agent-tasks/admin';
// The rule ends disabled, as others work there too.
const REPOSITORY = 'acme/payments-ledger';
const GLOB = 'acme/payments-*';

const ruleRow = (page: Page) => page.getByTestId(`rule-${GLOB}`);

async function choose(page: Page, action: string) {
  await page.getByRole('button', { name: `Actions for rule ${GLOB}` }).click();
  await page.getByRole('menuitem', { name: action }).click();
}

/** Asks whether Ada may start a task in the repository. */
async function askForAda(page: Page) {
  const tryIt = page.getByRole('region', { name: 'Try it' });
  await tryIt
    .getByRole('combobox', { name: 'User' })
    .fill('user:default/ada-nwosu');
  await tryIt.getByRole('combobox', { name: 'Repository' }).fill(REPOSITORY);
  await tryIt.getByRole('button', { name: 'Ask', exact: true }).click();
  return page.getByTestId('decision');
}

async function openStartDialog(page: Page) {
  await openComponent(page, 'payments-ledger');
  await agentTasksCard(page)
    .getByRole('button', { name: /Start (task|the first task)/ })
    .click();
  return page.getByRole('dialog', { name: 'Start task' });
}

test('a platform admin closes a repository, opens it again for some, and can tell who did what', async ({
  browser,
}) => {
  const priya = await signInAnew(browser, 'priya-raman');
  const ada = await signInAnew(browser, 'ada-nwosu');

  await test.step('adds a rule, after a mistake', async () => {
    await priya.goto(ADMIN);
    const matches = priya.getByRole('button', { name: /repositories, show/ });
    await expect(matches.first()).toBeVisible();
    await expectNoViolations(priya, 'main');
    await priya.getByRole('button', { name: 'Add rule' }).click();
    const form = priya.getByRole('dialog', { name: 'Add rule' });
    await form.getByRole('radio', { name: 'Deny' }).check();
    await form.getByLabel(/^Repositories/).fill('payments');
    await expect(form.getByText(/exactly one slash/)).toBeVisible();
    await form.getByLabel(/^Why/).fill('The auditors are here');
    await form.getByRole('button', { name: 'Add rule' }).click();
    await expect(
      form.getByText('One field above needs a change.'),
    ).toBeVisible();
    await expectNoViolations(priya, '[role=dialog]');
    await priya.screenshot({
      path: 'e2e-tests/artifacts/admin-form-mistake-light.png',
    });

    await form.getByLabel(/^Repositories/).fill(GLOB);
    await expect(form.getByText('Matches 1 repository')).toBeVisible();
    await expect(form.getByText(REPOSITORY)).toBeVisible();
    await priya.screenshot({
      path: 'e2e-tests/artifacts/admin-form-light.png',
    });
    await form.getByRole('button', { name: 'Add rule' }).click();
    await expect(ruleRow(priya)).toContainText('Deny');
    await expect(ruleRow(priya)).toContainText(/added here, .* by/);
  });

  await test.step('Try it says no, and why', async () => {
    const answer = await askForAda(priya);
    await expect(answer).toContainText('No.');
    await expect(answer).toContainText(REPOSITORY);
    await priya.getByRole('button', { name: /Show what each/ }).click();
    await expect(
      priya.getByRole('list', { name: /What each rule says/ }),
    ).toContainText('decides');
    await expectNoViolations(priya, 'main');
    await priya.screenshot({
      path: 'e2e-tests/artifacts/admin-try-it-light.png',
      fullPage: true,
    });
  });

  await test.step('a developer is refused', async () => {
    const dialog = await openStartDialog(ada);
    await expect(
      dialog.getByText(`${REPOSITORY} is not allowed for agent tasks`),
    ).toBeVisible();
  });

  await test.step('two admins edit at once, and no change is lost', async () => {
    const colleague = await signInAnew(browser, 'priya-raman');
    await colleague.goto(ADMIN);
    await choose(colleague, 'Edit');
    await choose(priya, 'Edit');

    const theirs = colleague.getByRole('dialog', { name: 'Edit rule' });
    await theirs
      .getByRole('combobox', { name: 'Deny only these users and groups' })
      .fill('storefront');
    await colleague.getByRole('option', { name: /^Storefront/ }).click();
    await theirs.getByLabel(/^Why/).fill('Payments may go on');
    await theirs.getByRole('button', { name: 'Save rule' }).click();
    await expect(ruleRow(colleague)).toContainText('group storefront');

    const mine = priya.getByRole('dialog', { name: 'Edit rule' });
    await mine.getByLabel(/^Why/).fill('I know nothing of that');
    await mine
      .getByRole('combobox', { name: 'Deny only these models' })
      .fill('gpt-5.4');
    await mine.getByRole('button', { name: 'Save rule' }).click();
    const notice = mine.getByRole('alert');
    await expect(notice).toContainText('This rule has been changed meanwhile');
    await expect(notice).toContainText('group storefront');
    await expectNoViolations(priya, '[role=dialog]');
    await priya.screenshot({
      path: 'e2e-tests/artifacts/admin-conflict-light.png',
    });
    await notice.getByRole('button', { name: 'Load it, drop mine' }).click();
    await mine.getByRole('button', { name: 'Cancel' }).click();
    await expect(ruleRow(priya)).toContainText('group storefront');
    await colleague.context().close();
  });

  await test.step('Try it says yes, and the developer can start', async () => {
    await expect(await askForAda(priya)).toContainText('Yes.');
    await openComponent(ada, 'payments-ledger');
    const row = await startTask(ada, 'Round the balances half to even');
    await expect(row).toBeVisible();
  });

  await test.step('disables the rule', async () => {
    await choose(priya, 'Disable');
    const asking = priya.getByRole('dialog', { name: 'Disable this rule?' });
    await asking.getByLabel(/^Why/).fill('The auditors have left');
    await expectNoViolations(priya, '[role=dialog]');
    await asking.getByRole('button', { name: 'Disable' }).click();
    await expect(ruleRow(priya)).toContainText('Disabled');
  });

  await test.step('exports the rules', async () => {
    await priya.getByRole('button', { name: 'Export' }).click();
    const dialog = priya.getByRole('dialog', { name: 'Export the rules' });
    await expect(dialog.getByRole('region')).toContainText('acme/payroll');
    await expectNoViolations(priya, '[role=dialog]');
    await priya.screenshot({
      path: 'e2e-tests/artifacts/admin-export-light.png',
    });
    const downloading = priya.waitForEvent('download');
    await dialog.getByRole('button', { name: 'Download' }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toBe('agent-tasks-policy.yaml');
    expect(await readFile(await download.path(), 'utf8')).toContain(
      'agentTasks:',
    );
    await dialog.getByRole('button', { name: 'Close' }).click();
  });

  await test.step('finds every change in the history', async () => {
    await choose(priya, 'History');
    const changes = priya
      .getByRole('list', { name: 'History' })
      .locator('> li');
    await expect(changes).toHaveCount(3);
    await expect(changes.nth(0)).toContainText('Disabled');
    await expect(changes.nth(0)).toContainText('The auditors have left');
    await expect(changes.nth(1)).toContainText('Denies only');
    await expect(changes.nth(2)).toContainText('The auditors are here');
    await expectNoViolations(priya, 'main');
    await takeScreenshots(priya, 'admin-history', changes.nth(2));
  });

  await test.step('in both themes', async () => {
    await priya.goto(ADMIN);
    await takeScreenshots(priya, 'admin-rules', ruleRow(priya));
    await setColorScheme(priya, 'dark', ruleRow(priya));
    await expect(await askForAda(priya)).toBeVisible();
    await expectNoViolations(priya, 'main');
    await priya.getByRole('button', { name: 'Add rule' }).click();
    const form = priya.getByRole('dialog', { name: 'Add rule' });
    await form.getByRole('button', { name: 'Further conditions' }).click();
    await form.getByRole('button', { name: 'Add rule' }).click();
    await expect(form.getByText(/fields above need a change/)).toBeVisible();
    await expectNoViolations(priya, '[role=dialog]');
    await priya.screenshot({ path: 'e2e-tests/artifacts/admin-form-dark.png' });
  });
});

test('the admin page fits a narrow screen', async ({ page }) => {
  await signIn(page, 'priya-raman');
  await page.setViewportSize({ width: 320, height: 800 });
  await page.goto(ADMIN);
  const rules = page.getByRole('table', { name: 'Rules' });
  await expect(rules).toBeVisible();
  const width = () => page.evaluate(() => document.documentElement.scrollWidth);
  expect(await width()).toBeLessThanOrEqual(320);
  await takeScreenshots(page, 'admin-narrow', rules);
  await page.getByRole('button', { name: 'Add rule' }).click();
  await expect(page.getByRole('dialog', { name: 'Add rule' })).toBeVisible();
  expect(await width()).toBeLessThanOrEqual(320);
  await page.screenshot({
    path: 'e2e-tests/artifacts/admin-form-narrow-light.png',
  });
});

test('whoever is no platform admin is told whom to ask', async ({ page }) => {
  await signIn(page, 'ada-nwosu');
  await page.goto(ADMIN);
  await expect(page.getByText('This page is not for you yet')).toBeVisible();
  await expect(page.getByText('agent-tasks.policy.read')).toBeVisible();
  await expectNoViolations(page, 'main');
});
