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

import { commitSha } from '../../ids';
import type { ChangedFile } from '../../state';
import { branchFromPrompt, titleFromPrompt } from '../wording';
import { changedFile, writeChange } from '../writeChange';
import { StepContext, currentSession, touch } from './StepContext';

export function createBranch(context: StepContext): void {
  const { state, task, repository, now } = context;
  const joined = state.pullRequests.get(task.joinsPullRequestId ?? -1);
  if (joined) {
    task.branch = joined.headRef;
  } else if (task.branch === undefined) {
    const base = repository.branches.get(task.baseRef);
    task.branch = branchFromPrompt(task.prompt, name =>
      repository.branches.has(name),
    );
    repository.branches.set(task.branch, {
      name: task.branch,
      sha: base?.sha ?? commitSha(repository.id, task.branch, now),
      files: new Map(base?.files),
    });
  }
  const session = currentSession(task);
  if (session) session.headRef = task.branch;
  touch(context);
}

export function pushCommits(context: StepContext): void {
  const { state, task, repository, now, prompt } = context;
  const branch = task.branch && repository.branches.get(task.branch);
  if (!branch) return;
  const change = writeChange({
    prompt,
    files: branch.files,
    repository: `${repository.ownerLogin}/${repository.name}`,
  });
  for (const file of change) branch.files.set(file.path, file.content);
  branch.sha = commitSha(task.id, branch.name, now);
  repository.updatedAt = now;

  const pull =
    task.pullRequestId === undefined
      ? undefined
      : state.pullRequests.get(task.pullRequestId);
  if (pull) {
    const base = repository.branches.get(pull.baseRef)?.files;
    pull.files = mergedChange(pull.files, change, base);
    pull.headSha = branch.sha;
    pull.commits.push({
      sha: branch.sha,
      message: titleFromPrompt(prompt),
      at: now,
    });
    // A new commit takes the old answer about mergeability and the old checks away.
    pull.mergeability = 'unasked';
    pull.checks = [];
    pull.updatedAt = now;
  }
  touch(context);
}

/** What a pull request changes in all, counted against its base. */
function mergedChange(
  before: ChangedFile[],
  change: ChangedFile[],
  base: ReadonlyMap<string, string> | undefined,
): ChangedFile[] {
  const files = new Map(before.map(file => [file.path, file]));
  for (const { path, content } of change) {
    files.set(path, changedFile(path, content, base?.get(path)));
  }
  return [...files.values()];
}
