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
import { expectNoViolations } from './support/expectNoViolations';
import {
  agentTasksCard,
  openComponent,
  signIn,
  takeScreenshots,
} from './support/portal';

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme });

    test('card, tab and dialog are accessible', async ({ page }) => {
      const title = `Ask before you migrate the ${colorScheme} invoices`;
      await signIn(page, 'ada-nwosu');
      await openComponent(page, 'billing');
      const card = agentTasksCard(page);
      await card
        .getByRole('button', { name: /Start (task|the first task)/ })
        .click();

      const dialog = page.getByRole('dialog', { name: 'Start task' });
      const prompt = dialog.getByLabel(/What should the agent do/);
      await expect(prompt).toBeVisible();
      await expectNoViolations(page, '[role=dialog]');
      await page.screenshot({
        path: `e2e-tests/artifacts/start-dialog-${colorScheme}.png`,
      });
      await prompt.fill(`${title}\n\n[simulate: waiting]`);
      await dialog.getByRole('button', { name: 'Start task' }).click();

      await expect(card.getByText('Needs your answer').first()).toBeVisible({
        timeout: 60_000,
      });
      await expectNoViolations(page, '[role=region]');
      await page.screenshot({
        path: `e2e-tests/artifacts/card-needs-answer-${colorScheme}.png`,
      });

      await openComponent(page, 'billing', '/agent-tasks');
      await expect(page.getByText(title).first()).toBeVisible();
      await expectNoViolations(page, 'main');
      await page.getByRole('link', { name: title }).first().click();
      await expect(page.getByRole('heading', { name: 'Course' })).toBeVisible();
      await expectNoViolations(page, 'main');
    });
  });
}

test('the card fits a narrow screen', async ({ page }) => {
  await signIn(page, 'ada-nwosu');
  await page.setViewportSize({ width: 320, height: 800 });
  await openComponent(page, 'billing');
  const card = agentTasksCard(page);
  await expect(card).toBeVisible();
  const { left, right } = await card.evaluate(element => {
    const box = element.getBoundingClientRect();
    return { left: box.left, right: box.right };
  });
  expect(left).toBeGreaterThanOrEqual(0);
  expect(right).toBeLessThanOrEqual(320);
  await takeScreenshots(page, 'card-narrow', card);
});
