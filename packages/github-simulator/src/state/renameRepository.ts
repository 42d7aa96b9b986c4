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

import type { Repository } from './model';
import type { SimulatorState } from './SimulatorState';

/** Gives a repository a new name; the old one leads to it from then on (behaviour 71). */
export function renameRepository(
  repository: Repository,
  options: { name: string; now: number },
): void {
  repository.formerNames = [...(repository.formerNames ?? []), repository.name];
  repository.name = options.name;
  repository.updatedAt = options.now;
}

/** The repository that once had this name, unless another one has it now. */
export function repositoryByFormerName(
  state: SimulatorState,
  owner: string,
  name: string,
): Repository | undefined {
  if (state.repositoryByName(owner, name)) return undefined;
  const wanted = name.toLowerCase();
  return [...state.repositories.values()].find(
    repository =>
      repository.ownerLogin.toLowerCase() === owner.toLowerCase() &&
      repository.formerNames?.some(former => former.toLowerCase() === wanted),
  );
}
