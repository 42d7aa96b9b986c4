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

import { SimulatorState } from '../SimulatorState';
import { seedAccounts } from './accounts';
import { CrowdSize, seedCrowd } from './crowd';
import { seedHistory } from './history';
import { seedRepositories } from './repositories';

/** Fills an empty state with the company Acme, its people and its past. */
export function seedState(
  state: SimulatorState,
  options: { now: number; history: boolean; crowd?: CrowdSize },
): void {
  for (const account of seedAccounts()) state.accounts.set(account.id, account);
  for (const repository of seedRepositories()) {
    state.repositories.set(repository.id, repository);
  }
  if (options.history) seedHistory(state, options.now);
  if (options.crowd) seedCrowd(state, { ...options.crowd, now: options.now });
}

export type { CrowdSize } from './crowd';
