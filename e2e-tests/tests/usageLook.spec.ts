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
import { aBusyQuarter, namesFor, PEOPLE } from './support/aBusyQuarter';
import { expectNoViolations } from './support/expectNoViolations';
import { setColorScheme, signIn, takeScreenshots } from './support/portal';
import { barsOf, lineOf, USAGE } from './support/usagePage';

test('a busy quarter is readable in both themes and on a narrow screen', async ({
  page,
}) => {
  await page.route('**/api/agent-tasks/v1/usage?*', route =>
    route.fulfill({
      json: aBusyQuarter(),
      headers: { 'access-control-allow-origin': '*' },
    }),
  );
  await page.route('**/api/catalog/entities/by-refs*', route =>
    route.fulfill({
      json: { items: namesFor(route.request().postDataJSON().entityRefs) },
      headers: { 'access-control-allow-origin': '*' },
    }),
  );
  await signIn(page, 'priya-raman');
  await page.goto(USAGE);
  const chart = page.getByRole('img', { name: 'AI credits per week' });
  const bars = barsOf(page);
  await expect(bars.first()).toBeVisible();
  await expect(
    page.getByRole('list', { name: 'What the colours mean' }),
  ).toContainText(/Ada Nwosu.*2 others/);
  for (const name of Object.values(PEOPLE)) {
    await expect(lineOf(page, name).first()).toBeVisible();
  }

  // Nothing is reported of the seventh week, and not all of the last.
  await expect(chart.getByText('?')).toHaveCount(2);

  for (const colorScheme of ['light', 'dark'] as const) {
    await setColorScheme(page, colorScheme, bars.first());
    await expectNoViolations(page, 'main');
  }
  await takeScreenshots(page, 'usage-busy', bars.first());
  await page.getByText('As a table').click();
  await expect(
    page.getByRole('group', { name: 'AI credits per week' }).getByRole('row'),
  ).toHaveCount(13);
  await expectNoViolations(page, 'main');

  await page.setViewportSize({ width: 320, height: 800 });
  await page.goto(`${USAGE}?period=custom&from=2026-08-31&to=2026-11-22`);
  await expect(bars.first()).toBeVisible();
  const width = await page.evaluate(() => document.body.scrollWidth);
  expect(width).toBeLessThanOrEqual(320);
  await expectNoViolations(page, 'main');
  await takeScreenshots(page, 'usage-narrow', bars.first());
});
