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
import { agentTasksCard, openComponent, signIn } from './support/portal';
import { SIMULATOR_URL } from './support/simulator';

test('a person answers the agent and merges on the simulated GitHub, and the portal follows', async ({
  page,
  context,
}) => {
  await signIn(page, 'ada-nwosu');
  await openComponent(page, 'storefront');
  const card = agentTasksCard(page);
  await card
    .getByRole('button', { name: /Start (task|the first task)/ })
    .click();
  const dialog = page.getByRole('dialog', { name: 'Start task' });
  await dialog
    .getByLabel(/What should the agent do/)
    .fill('Show gift cards at checkout\n\n[simulate: waiting]');
  await dialog.getByRole('button', { name: 'Start task' }).click();
  const row = card
    .getByRole('listitem')
    .filter({ hasText: 'Show gift cards at checkout' });

  await test.step('the card leads to the question', async () => {
    await expect(row.getByText('Needs your answer')).toBeVisible({
      timeout: 60_000,
    });
    const opening = context.waitForEvent('page');
    await row.getByRole('link', { name: /Answer/ }).click();
    const gitHub = await opening;
    await expect(gitHub).toHaveURL(
      new RegExp(`^${SIMULATOR_URL}/acme/storefront/tasks/`),
    );
    await expect(gitHub.getByText('nothing here is real')).toBeVisible();
    const answer = gitHub.getByRole('button', { name: 'Answer' });
    await answer.click();
    await expect(answer).toBeHidden();
    await gitHub.close();
  });

  await test.step('the agent goes on to the end', async () => {
    await expect(row.getByText('Completed')).toBeVisible({ timeout: 90_000 });
    await expect(row.getByText('Ready for review')).toBeVisible();
  });

  await test.step('a merged pull request shows as merged', async () => {
    const opening = context.waitForEvent('page');
    await row.getByRole('link', { name: /#\d+ / }).click();
    const gitHub = await opening;
    const merge = gitHub.getByRole('button', { name: 'Merge' });
    await merge.click();
    await expect(merge).toBeHidden();
    await gitHub.close();
    await expect(row.getByText('Merged')).toBeVisible({ timeout: 60_000 });
  });

  await test.step('the control page shows what the portal asked', async () => {
    await page.goto(`${SIMULATOR_URL}/_simulator`);
    await expect(
      page.getByRole('heading', { name: 'Control page' }),
    ).toBeVisible();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({
        path: `e2e-tests/artifacts/control-page-${colorScheme}.png`,
      });
    }
    await page.getByRole('link', { name: 'Requests' }).click();
    await expect(page.getByText('/agents/tasks').first()).toBeVisible();
    await expect(page.locator('body')).not.toContainText('gho_');
  });
});
