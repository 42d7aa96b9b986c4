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

import { compareFiles, commitsBetween, mergeBase, mergeFiles } from '../git';
import type { FileList } from '../git';
import type { PullRequest, Repository } from './model';
import type { SimulatorState } from './SimulatorState';

/**
 * Brings commits, files and sizes of an open pull request up to date after its
 * head has moved. As on GitHub they are counted from where the head left the
 * base, so that what happens on the base does not change them.
 */
export function refreshPullRequest(
  state: SimulatorState,
  pull: PullRequest,
  now: number,
): void {
  const repository = state.repository(pull.repositoryId);
  const { objects } = repository;
  const head = repository.branches.get(pull.headRef)?.sha;
  if (head === undefined) return;
  const base = repository.branches.get(pull.baseRef)?.sha ?? pull.baseSha;
  pull.headSha = head;
  pull.baseSha = base;
  pull.commits = commitsBetween(objects, base, head).map(
    ({ id, message, committer }) => ({
      sha: id,
      message: message.trimEnd(),
      at: committer.at,
    }),
  );
  pull.files = compareFiles(
    objects,
    filesWhereHeadBegan(repository, base, head),
    objects.filesOfCommit(head),
  );
  // A new commit takes the old answer about mergeability and the old checks away.
  pull.mergeability = 'unasked';
  pull.checks = [];
  pull.updatedAt = now;
}

/** What merging a pull request now would make, and the files in conflict. */
export function tryMerge(state: SimulatorState, pull: PullRequest) {
  const repository = state.repository(pull.repositoryId);
  const { objects } = repository;
  const base = repository.branches.get(pull.baseRef)?.sha ?? pull.baseSha;
  return mergeFiles(
    objects,
    filesWhereHeadBegan(repository, base, pull.headSha),
    objects.filesOfCommit(base),
    objects.filesOfCommit(pull.headSha),
  );
}

/** The files before and after a pull request, as its diff compares them. */
export function comparedFiles(
  state: SimulatorState,
  pull: PullRequest,
): { before: FileList; after: FileList } {
  const repository = state.repository(pull.repositoryId);
  return {
    before: filesWhereHeadBegan(repository, pull.baseSha, pull.headSha),
    after: repository.objects.filesOfCommit(pull.headSha),
  };
}

function filesWhereHeadBegan(
  { objects }: Repository,
  base: string,
  head: string,
): FileList {
  const began = mergeBase(objects, base, head);
  return began ? objects.filesOfCommit(began) : new Map();
}
