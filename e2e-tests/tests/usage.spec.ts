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
import { expect, test } from '@playwright/test';
import { asProgram } from './support/asProgram';
import { costsOnGitHub, inCredits } from './support/costsOnGitHub';
import { expectNoViolations } from './support/expectNoViolations';
import { openComponent, signIn, takeScreenshots } from './support/portal';
import { startTask } from './support/startTask';
import { barsOf, groupBy, lineOf, USAGE } from './support/usagePage';

test('the admin sees what tasks have cost, as GitHub says it', async ({
  page,
  browser,
}) => {
  await test.step('people have tasks done', async () => {
    for (const [login, component, ...tasks] of [
      [
        'ada-nwosu',
        'billing',
        ['Round tax [simulate: quick]', 'Completed'],
        ['Split dunning [simulate: quick]', 'Completed'],
      ],
      [
        'ben-larsen',
        'storefront',
        ['Add a cart [simulate: quick]', 'Completed'],
        ['Ask me [simulate: waiting]', 'Needs your answer'],
      ],
    ] as const) {
      const person = await (await browser.newContext()).newPage();
      await signIn(person, login);
      await openComponent(person, component);
      const rows = [];
      for (const [prompt, until] of tasks) {
        rows.push({ row: await startTask(person, prompt), until });
      }
      for (const { row, until } of rows) {
        await expect(row.getByText(until).first()).toBeVisible({
          timeout: 120_000,
        });
      }
      await person.context().close();
    }
  });

  await signIn(page, 'priya-raman');
  const call = await asProgram(page);

  await test.step('each line is what GitHub says', async () => {
    for (const [login, name] of [
      ['ada-nwosu', 'Ada Nwosu'],
      ['ben-larsen', 'Ben Larsen'],
    ] as const) {
      // The portal hears of what a session cost with its next look.
      await expect(async () => {
        const { tasks, nano, unknown } = await costsOnGitHub(call, login);
        await page.goto(USAGE);
        const cells = lineOf(page, name);
        await expect(cells.first()).toBeVisible();
        const [ofTasks, credits, , , notReported] = await cells.allInnerTexts();
        expect([ofTasks, credits, notReported]).toEqual([
          String(tasks),
          inCredits(nano),
          String(unknown),
        ]);
        expect(nano).toBeGreaterThan(0n);
      }).toPass({ timeout: 180_000 });
    }
    expect((await costsOnGitHub(call, 'ben-larsen')).unknown).toBeGreaterThan(
      0,
    );
    await expect(
      page.getByText(/^\d+ tasks?: not reported yet\.$/),
    ).toBeVisible();
  });

  await test.step('the same comes as CSV', async () => {
    // Not at the first try if a task of hers ends meanwhile.
    await expect(async () => {
      const { nano } = await costsOnGitHub(call, 'ada-nwosu');
      const downloading = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Download CSV' }).click();
      const download = await downloading;
      expect(download.suggestedFilename()).toMatch(
        /^agent-tasks-usage-requestedBy-\d{4}-\d\d-\d\d-\d{4}-\d\d-\d\d\.csv$/,
      );
      const text = await readFile(await download.path(), 'utf8');
      const [head, ...lines] = text
        .replace(/^\uFEFF/, '')
        .trim()
        .split('\r\n')
        .map(line => line.split(','));
      expect(head).toEqual([
        'week',
        'key',
        'tasks',
        'ai_credits',
        'premium_requests',
        'tasks_without_reported_cost',
      ]);
      const ada = lines.filter(line => line[1] === 'user:default/ada-nwosu');
      const sum = ada
        .map(([, , , credits]) => {
          const [whole, fraction = ''] = credits.split('.');
          return BigInt(whole + fraction.padEnd(9, '0'));
        })
        .reduce((a, b) => a + b, 0n);
      expect(sum).toBe(nano);
    }).toPass({ timeout: 120_000 });
  });

  await test.step('by group, repository and model', async () => {
    await groupBy(page, 'Group');
    await expect(lineOf(page, 'Payments').first()).toBeVisible();
    await groupBy(page, 'Repository');
    await expect(lineOf(page, 'acme/billing').first()).toBeVisible();
    await groupBy(page, 'Model');
    await expect(page.getByRole('region', { name: 'By model' })).toBeVisible();
    await expect(page).toHaveURL(/groupBy=model/);
  });

  await test.step('a line leads to the tasks behind it', async () => {
    await page.goto(USAGE);
    await page.getByRole('link', { name: 'Show tasks of Ben Larsen' }).click();
    await expect(page.getByText(/Only tasks of/)).toBeVisible();
    await expect(page.getByText('Add a cart').first()).toBeVisible();
    await expect(page.getByText('Round tax')).toHaveCount(0);
    await page.getByRole('link', { name: 'Show all tasks' }).click();
    await expect(page.getByText('Round tax').first()).toBeVisible();
  });

  await page.goto(USAGE);
  const bar = barsOf(page).first();
  await expect(bar).toBeVisible();
  await expectNoViolations(page, 'main');
  await takeScreenshots(page, 'usage', bar);
});
