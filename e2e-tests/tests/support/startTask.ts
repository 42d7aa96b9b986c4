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

import type { Locator, Page } from '@playwright/test';
import { agentTasksCard } from './portal';

/** Starts a task from the card on screen; resolves with its row. */
export async function startTask(page: Page, prompt: string): Promise<Locator> {
  const card = agentTasksCard(page);
  await card
    .getByRole('button', { name: /Start (task|the first task)/ })
    .click();
  const dialog = page.getByRole('dialog', { name: 'Start task' });
  await dialog.getByLabel(/What should the agent do/).fill(prompt);
  await dialog.getByRole('button', { name: 'Start task' }).click();
  return card.getByRole('listitem').filter({ hasText: prompt.split('\n')[0] });
}
