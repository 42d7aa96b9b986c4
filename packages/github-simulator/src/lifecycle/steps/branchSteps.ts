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
  COPILOT_BOT_ID,
  coAuthoredBy,
  commitToBranch,
  refreshPullRequest,
  signatureOf,
} from '../../state';
import type { FileChanges } from '../../state';
import { branchFromPrompt, titleFromPrompt } from '../wording';
import { writeChange } from '../writeChange';
import { StepContext, currentSession, touch } from './StepContext';

export function createBranch(context: StepContext): void {
  const { state, task, repository } = context;
  const joined = state.pullRequests.get(task.joinsPullRequestId ?? -1);
  if (joined) {
    task.branch = joined.headRef;
  } else if (task.branch === undefined) {
    const base = repository.branches.get(task.baseRef);
    task.branch = branchFromPrompt(task.prompt, name =>
      repository.branches.has(name),
    );
    if (base) {
      repository.branches.set(task.branch, {
        name: task.branch,
        sha: base.sha,
      });
    }
  }
  const session = currentSession(task);
  if (session) session.headRef = task.branch;
  touch(context);
}

/** One commit with the work of a session: by the agent, together with whoever asked. */
export function pushCommits(context: StepContext): void {
  const { state, task, repository, prompt } = context;
  const branch = task.branch && repository.branches.get(task.branch);
  if (!branch) return;
  const { objects } = repository;
  const written = writeChange({
    prompt,
    paths: [...objects.filesOfCommit(branch.sha).keys()],
    readme: objects.text(branch.sha, 'README.md'),
    repository: `${repository.ownerLogin}/${repository.name}`,
  });
  commitAsAgent(
    context,
    branch.name,
    titleFromPrompt(prompt),
    Object.fromEntries(written.map(({ path, content }) => [path, content])),
  );
  const pull = state.pullRequests.get(task.pullRequestId ?? -1);
  if (pull) refreshPullRequest(state, pull, context.now);
  touch(context);
}

/** Commits as the agent does: its own name, the person's as co-author. */
export function commitAsAgent(
  { state, task, repository, now }: StepContext,
  branch: string,
  title: string,
  changes: FileChanges,
): void {
  commitToBranch(repository, {
    branch,
    changes,
    message: `${title}\n\n${coAuthoredBy(state.account(task.creatorId))}`,
    author: signatureOf(state.account(COPILOT_BOT_ID), now),
  });
  repository.updatedAt = now;
}
