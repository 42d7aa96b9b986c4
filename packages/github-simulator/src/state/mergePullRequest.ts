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

import { commitFiles, signatureOf } from './commitToBranch';
import type { PullRequest } from './model';
import { tryMerge } from './refreshPullRequest';
import type { SimulatorState } from './SimulatorState';

/**
 * Merges an open pull request: a commit with two parents lands on the base.
 * Where both sides changed the same lines, the pull request's file is taken, as
 * if its author had resolved the conflict just before.
 */
export function mergePullRequest(
  state: SimulatorState,
  pull: PullRequest,
  options: { by: number; now: number },
): void {
  const { by, now } = options;
  const repository = state.repository(pull.repositoryId);
  const base = repository.branches.get(pull.baseRef);
  if (base) {
    pull.baseSha = base.sha;
    pull.mergeCommitSha = commitFiles(repository, {
      branch: base.name,
      files: tryMerge(state, pull).files,
      parentIds: [base.sha, pull.headSha],
      author: signatureOf(state.account(by), now),
      committer: { name: 'GitHub', email: 'noreply@github.com', at: now },
      message: `Merge pull request #${pull.number} from ${repository.ownerLogin}/${pull.headRef}\n\n${pull.title}`,
    }).id;
  }
  repository.updatedAt = now;
  markMerged(state, pull, options);
}

/** What is true of a pull request once its commits are on the base. */
export function markMerged(
  state: SimulatorState,
  pull: PullRequest,
  options: { by: number; now: number },
): void {
  pull.draft = false;
  pull.mergedAt = options.now;
  pull.mergedById = options.by;
  closePullRequest(pull, options.now);
  // The others have a new base now: whether they still fit is computed anew.
  for (const other of state.pullRequestsOf(
    state.repository(pull.repositoryId),
  )) {
    if (other.state === 'open' && other.baseRef === pull.baseRef) {
      other.mergeability = 'unasked';
    }
  }
}

/** Closes a pull request without merging it. */
export function closePullRequest(pull: PullRequest, now: number): void {
  pull.state = 'closed';
  pull.closedAt = now;
  pull.updatedAt = now;
}
