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

import { commitSha } from '../ids';
import type { PullRequest } from './model';
import type { SimulatorState } from './SimulatorState';

/** Merges an open pull request: its files land on the base branch. */
export function mergePullRequest(
  state: SimulatorState,
  pull: PullRequest,
  options: { by: number; now: number },
): void {
  const { by, now } = options;
  const repository = state.repository(pull.repositoryId);
  const base = repository.branches.get(pull.baseRef);
  if (base) {
    for (const file of pull.files) base.files.set(file.path, file.content);
    base.sha = commitSha(pull.id, 'merge', now);
  }
  repository.updatedAt = now;
  pull.draft = false;
  pull.mergedAt = now;
  pull.mergedById = by;
  closePullRequest(pull, now);
}

/** Closes a pull request without merging it. */
export function closePullRequest(pull: PullRequest, now: number): void {
  pull.state = 'closed';
  pull.closedAt = now;
  pull.updatedAt = now;
}
