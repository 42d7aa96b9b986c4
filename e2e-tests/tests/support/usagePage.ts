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

import type { Page } from '@playwright/test';

/** Where the page is. */
export const USAGE = '/agent-tasks/admin/usage';

/** The bars of the weeks that have cost something. */
export const barsOf = (page: Page) =>
  page
    .getByRole('img', { name: 'AI credits per week' })
    .locator('.MuiBarElement-root')
    .filter({ visible: true });

/** Shows usage by something else. */
export const groupBy = (page: Page, name: string) =>
  page
    .getByRole('group', { name: 'By', exact: true })
    .getByRole('button', { name })
    .click();

/** The cells of a line of the table. */
export const lineOf = (page: Page, name: string) =>
  page
    .getByRole('region', { name: /^By / })
    .getByRole('row', { name: new RegExp(`^${name}`) })
    .getByRole('cell');
