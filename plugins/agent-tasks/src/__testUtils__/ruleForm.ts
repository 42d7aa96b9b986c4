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

import { screen } from '@testing-library/react';
import { aRule, FakeAgentTasksApi } from '../testing';

/** A field of the form of a rule, by its label: to compute the roles of a whole page takes long. */
export const field = (name: string | RegExp) =>
  screen.getByLabelText(name, { selector: 'input' });

/** A portal with these rules, and no limits. */
export function aPortal(...rules: ReturnType<typeof aRule>[]) {
  const api = new FakeAgentTasksApi();
  api.policy = { rules, limits: {} };
  return api;
}
