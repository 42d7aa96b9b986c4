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

import { expect, test, type Page } from '@playwright/test';
import { expectNoViolations } from './support/expectNoViolations';
import {
  agentTasksCard,
  openComponent,
  setColorScheme,
  signIn,
  takeScreenshots,
} from './support/portal';
import { SIMULATOR_URL, simulator } from './support/simulator';
import { startTask } from './support/startTask';

const TITLE = 'Show the exchange rate on the receipt';
const SETTINGS = '/settings/agent-tasks';

/** The GitHub tokens with which the browser has asked the portal. */
function collectTokens(page: Page): Set<string> {
  const tokens = new Set<string>();
  page.on('request', request => {
    const token = request.headers()['x-github-token'];
    if (token) tokens.add(token);
  });
  return tokens;
}

test('follows a task to its end without a browser, by the grant that a person gave', async ({
  browser,
}) => {
  const atWork = await browser.newContext();
  const page = await atWork.newPage();
  const tokens = collectTokens(page);
  await signIn(page, 'ada-nwosu');

  await test.step('says no on GitHub: nothing has changed', async () => {
    await page.goto(SETTINGS);
    const connect = page.getByRole('button', { name: 'Connect', exact: true });
    await expect(connect).toBeVisible();
    await expectNoViolations(page, 'main');
    await takeScreenshots(page, 'settings-not-connected', connect);
    await connect.click();
    await page.getByRole('button', { name: 'Deny' }).click();
    await expect(page.getByRole('alert')).toContainText('Not connected');
    await expect(page).toHaveURL(/\/agent-tasks\/connect$/);
    await expectNoViolations(page, 'main');
    await page.screenshot({ path: 'e2e-tests/artifacts/connect-denied.png' });
  });

  await test.step('tries again, says yes, and is back in the settings', async () => {
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page).toHaveURL(
      new RegExp(`^${SIMULATOR_URL}/login/oauth/authorize`),
    );
    await page.locator('button[value="ada-nwosu"]').click();
    // First what is shown for a few seconds only.
    await expect(page.getByText(/Connected with GitHub as/)).toBeVisible();
    await expect(page).toHaveURL(new RegExp(`${SETTINGS}$`));
    await expect(
      page.getByText('Connected with GitHub', { exact: true }),
    ).toBeVisible();
    await page.screenshot({
      path: 'e2e-tests/artifacts/settings-just-connected.png',
    });
    await expectNoViolations(page, 'main');
    await takeScreenshots(
      page,
      'settings-connected',
      page.getByRole('button', { name: 'Disconnect' }),
    );
  });

  await test.step('starts a task and closes the browser', async () => {
    await openComponent(page, 'storefront');
    const row = await startTask(page, TITLE);
    await expect(row.getByText(/Queued|In progress/).first()).toBeVisible();
    await atWork.close();
  });

  await test.step('all tokens of the person end', async () => {
    expect(tokens.size).toBeGreaterThan(0);
    for (const token of tokens) await simulator.revokeToken({ token });
    const { expired } = await simulator.expireToken({ login: 'ada-nwosu' });
    expect(expired).toBeGreaterThan(0);
  });

  await test.step('the task is followed to its end, as a colleague sees', async () => {
    const colleague = await (await browser.newContext()).newPage();
    await signIn(colleague, 'priya-raman');
    await openComponent(colleague, 'storefront');
    const row = agentTasksCard(colleague)
      .getByRole('listitem')
      .filter({ hasText: TITLE });
    await expect(row.getByText('Completed')).toBeVisible({ timeout: 120_000 });
    // Read after its end, by a token of its owner that did not exist before.
    const tasks = await simulator.tasks({ repository: 'acme/storefront' });
    const { id, updatedAt } = tasks.find(({ prompt }) => prompt === TITLE)!;
    const readings = await simulator.requests({
      login: 'ada-nwosu',
      status: 200,
      path: `/tasks/${id}$`,
    });
    expect(readings.some(({ at }) => at >= updatedAt)).toBe(true);
  });

  const home = await (await browser.newContext()).newPage();
  await test.step('the end is known when the person comes back', async () => {
    const cameBackAt = Date.now();
    await signIn(home, 'ada-nwosu');
    await openComponent(home, 'storefront');
    const row = agentTasksCard(home)
      .getByRole('listitem')
      .filter({ hasText: TITLE });
    await expect(row.getByText('Completed')).toBeVisible();
    await row.getByRole('link', { name: TITLE, exact: true }).click();
    const completed = home
      .getByRole('region', { name: 'Course' })
      .getByRole('listitem')
      .filter({ hasText: 'Completed' });
    const seenAt = await completed.locator('time').getAttribute('datetime');
    expect(Date.parse(seenAt!)).toBeLessThan(cameBackAt);
  });

  await test.step('disconnects', async () => {
    await home.goto(SETTINGS);
    const disconnect = home.getByRole('button', { name: 'Disconnect' });
    for (const colorScheme of ['dark', 'light'] as const) {
      await setColorScheme(home, colorScheme, disconnect);
      await disconnect.click();
      const dialog = home.getByRole('dialog', {
        name: 'Disconnect from GitHub?',
      });
      await expect(dialog).toContainText('Tasks that run go on');
      await expectNoViolations(home, '[role=dialog]');
      await home.screenshot({
        path: `e2e-tests/artifacts/disconnect-${colorScheme}.png`,
      });
      const answer = colorScheme === 'dark' ? 'Cancel' : 'Disconnect';
      await dialog.getByRole('button', { name: answer }).click();
      await expect(dialog).toBeHidden();
    }
    await expect(
      home.getByRole('button', { name: 'Connect', exact: true }),
    ).toBeVisible();
  });
});

test('the settings fit a narrow screen', async ({ page }) => {
  // Whom no other journey connects.
  await signIn(page, 'ben-larsen');
  await page.setViewportSize({ width: 320, height: 800 });
  await page.goto(SETTINGS);
  const connect = page.getByRole('button', { name: 'Connect', exact: true });
  await expect(connect).toBeVisible();
  const right = await connect.evaluate(
    element => element.getBoundingClientRect().right,
  );
  expect(right).toBeLessThanOrEqual(320);
  await takeScreenshots(page, 'settings-narrow', connect);
});
