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

import {
  expect,
  type Browser,
  type Locator,
  type Page,
} from '@playwright/test';
import type { SimulatorLogin } from 'github-agent-tasks-simulator';

/** Signs in to the portal with the simulated GitHub, as a person would. */
export async function signIn(page: Page, login: SimulatorLogin) {
  await page.goto('/');
  const popupOpening = page.waitForEvent('popup');
  await page.getByRole('button', { name: 'Sign In' }).first().click();
  const popup = await popupOpening;
  await popup.locator(`button[value="${login}"]`).click();
  await expect(page.getByRole('link', { name: 'Home' })).toBeVisible();
}

/** Opens the page of a component, or one of its tabs. */
export async function openComponent(page: Page, name: string, tab = '') {
  await page.goto(`/catalog/default/component/${name}${tab}`);
}

/** The entity card. */
export function agentTasksCard(page: Page) {
  return page.getByRole('region', { name: 'Agent tasks' });
}

/**
 * Changes the theme of a page that shows `ready`, and waits until it does again.
 * Backstage then builds the page anew: what was typed or opened is lost. While
 * it still starts, it misses the change, or forgets who is signed in.
 */
export async function setColorScheme(
  page: Page,
  colorScheme: 'light' | 'dark',
  ready: Locator,
) {
  await expect(ready).toBeVisible();
  await page.emulateMedia({ colorScheme });
  await expect(page.locator('body')).toHaveAttribute(
    'data-theme-mode',
    colorScheme,
  );
  await expect(ready).toBeVisible();
}

/** Keeps pictures as test artifacts, in both themes, once `ready` is there. */
export async function takeScreenshots(
  page: Page,
  name: string,
  ready: Locator,
) {
  for (const colorScheme of ['dark', 'light'] as const) {
    await setColorScheme(page, colorScheme, ready);
    await page.screenshot({
      path: `e2e-tests/artifacts/${name}-${colorScheme}.png`,
      fullPage: true,
    });
  }
}

/** A page in a browser of its own. */
export async function signInAnew(
  browser: Browser,
  login: Parameters<typeof signIn>[1],
): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await signIn(page, login);
  return page;
}
