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
  setColorScheme,
  signIn,
  takeScreenshots,
} from './support/portal';
import { simulator, whileGitHubStandsStill } from './support/simulator';
import { startTask } from './support/startTask';

const STARTS = {
  method: 'POST',
  path: '/agents/repos/acme/billing/tasks',
} as const;

async function tasksOnGitHub(prompt: string) {
  const tasks = await simulator.tasks({ repository: 'acme/billing' });
  return tasks.filter(task => task.prompt === prompt);
}

test.afterEach(async () => {
  await simulator.clearFaults();
  await simulator.hideNewTasksFor(0);
});

test("finds a task by itself after GitHub's answer was lost, and never sends it twice", async ({
  page,
}) => {
  const prompt = 'Round invoices half to even';
  await signIn(page, 'priya-raman');
  await openComponent(page, 'billing');
  await expect(agentTasksCard(page)).toBeVisible();
  let navigations = 0;
  page.on('framenavigated', frame => {
    if (frame === page.mainFrame()) navigations += 1;
  });

  await simulator.hideNewTasksFor(25_000);
  await simulator.addFault({
    ...STARTS,
    fault: { kind: 'created-then-reset' },
  });
  const row = await startTask(page, prompt);
  await expect(row.getByText('Not confirmed')).toBeVisible({ timeout: 60_000 });
  await expect(row).toContainText(
    /GitHub's answer was lost at .*\d\d:\d\d, .* never sends it twice\./,
  );
  await expect(row).toContainText(/Next look (in \d+ s|at any moment)\./);
  await expectNoViolations(page, '[role=region]');
  await whileGitHubStandsStill(() =>
    takeScreenshots(page, 'card-not-confirmed', row),
  );

  await expect(
    row.getByText(/Queued|In progress|Completed/).first(),
  ).toBeVisible({ timeout: 90_000 });
  await expect(row.getByText('Not confirmed')).toHaveCount(0);
  expect(navigations).toBe(0);
  expect(await tasksOnGitHub(prompt)).toHaveLength(1);
});

test('starts a task anew that never started, once, and follows it to the end', async ({
  page,
}) => {
  const prompt = 'Name the tax office on each invoice';
  await signIn(page, 'priya-raman');
  await openComponent(page, 'billing');
  await simulator.addFault({ ...STARTS, fault: { kind: 'reset-before' } });
  const row = await startTask(page, prompt);
  await expect(row.getByText('Not confirmed')).toBeVisible({ timeout: 60_000 });

  await test.step('a look on GitHub says: still not there', async () => {
    await row.getByRole('button', { name: 'Check again' }).click();
    await expect(row.getByRole('status')).toHaveText(
      /Looked .*: still not there\./,
    );
    expect(await tasksOnGitHub(prompt)).toHaveLength(0);
  });

  await test.step('fits a narrow screen', async () => {
    const viewport = page.viewportSize()!;
    await page.setViewportSize({ width: 320, height: 900 });
    for (const button of await row.getByRole('button').all()) {
      const { left, right } = await button.evaluate(element =>
        element.getBoundingClientRect().toJSON(),
      );
      expect(left).toBeGreaterThanOrEqual(0);
      expect(right).toBeLessThanOrEqual(320);
    }
    await takeScreenshots(page, 'card-not-confirmed-narrow', row);
    await page.setViewportSize(viewport);
  });

  await test.step('its page says the same', async () => {
    await row.getByRole('link', { name: prompt }).click();
    await expect(
      page.getByText("GitHub's answer was lost", { exact: true }),
    ).toBeVisible();
    await expectNoViolations(page, 'main');
    await takeScreenshots(
      page,
      'task-not-confirmed',
      page.getByRole('button', { name: 'Check again' }),
    );
  });
  const lostTask = page.url();

  await test.step('it never started: start anew', async () => {
    const startAnew = page.getByRole('button', {
      name: 'It never started: start anew',
    });
    for (const colorScheme of ['dark', 'light'] as const) {
      await setColorScheme(page, colorScheme, startAnew);
      await startAnew.click();
      const dialog = page.getByRole('dialog', { name: 'It never started?' });
      await expect(dialog).toContainText('there may then be two');
      await expectNoViolations(page, '[role=dialog]');
      await page.screenshot({
        path: `e2e-tests/artifacts/start-anew-${colorScheme}.png`,
      });
      if (colorScheme === 'dark') {
        await dialog.getByRole('button', { name: 'Cancel' }).click();
        await expect(dialog).toBeHidden();
      } else {
        await dialog.getByRole('button', { name: 'Start anew' }).dblclick();
      }
    }
    await expect(page).not.toHaveURL(lostTask);
    await expect(
      page.getByText(/^(Queued|In progress|Completed)/).first(),
    ).toBeVisible();
    await expect(page.getByText('Completed').first()).toBeVisible({
      timeout: 120_000,
    });
    expect(await tasksOnGitHub(prompt)).toHaveLength(1);
  });

  await test.step('the old one shows as abandoned', async () => {
    await page.goto(lostTask);
    await expect(
      page.getByText('Abandoned: said to have never started'),
    ).toBeVisible();
    await expectNoViolations(page, 'main');
    await takeScreenshots(
      page,
      'task-abandoned',
      page.getByText('Abandoned: said to have never started'),
    );
    await page.getByRole('button', { name: 'Start anew' }).click();
    await expect(
      page
        .getByRole('dialog', { name: 'Start task' })
        .getByLabel(/What should the agent do/),
    ).toHaveValue(prompt);
  });
});
