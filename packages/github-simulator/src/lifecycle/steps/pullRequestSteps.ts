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

import { COPILOT_BOT_ID, refreshPullRequest } from '../../state';
import type { PullRequest } from '../../state';
import { titleFromPrompt } from '../wording';
import { commitAsAgent } from './branchSteps';
import { StepContext, touch } from './StepContext';

const WORK_IN_PROGRESS = '[WIP] ';
const INITIAL_COMMIT = 'Initial plan';

/** The pull request that a task works on, if there is one yet. */
export function pullRequestOf({
  state,
  task,
}: StepContext): PullRequest | undefined {
  return task.pullRequestId === undefined
    ? undefined
    : state.pullRequests.get(task.pullRequestId);
}

export function openPullRequest(context: StepContext): void {
  const { state, task, repository, now } = context;
  if (task.joinsPullRequestId !== undefined) {
    // Behaviour 12: no new pull request, whatever `create_pull_request` says.
    task.pullRequestId = task.joinsPullRequestId;
    touch(context);
    return;
  }
  const branch = task.branch && repository.branches.get(task.branch);
  if (!task.createPullRequest || task.pullRequestId !== undefined || !branch) {
    return;
  }
  const base = repository.branches.get(task.baseRef);
  if (branch.sha === base?.sha) {
    // Without a commit there is nothing to open a pull request for: the agent makes an empty one.
    commitAsAgent(context, branch.name, INITIAL_COMMIT, {});
  }
  const pull: PullRequest = {
    id: state.takePullRequestId(),
    number: repository.nextNumber++,
    repositoryId: repository.id,
    title: `${WORK_IN_PROGRESS}${titleFromPrompt(task.prompt)}`,
    body: initialBody(context),
    authorId: COPILOT_BOT_ID,
    state: 'open',
    draft: true,
    headRef: branch.name,
    headSha: branch.sha,
    baseRef: task.baseRef,
    baseSha: base?.sha ?? branch.sha,
    files: [],
    commits: [],
    checks: [],
    checksAwaitApproval: false,
    requestedReviewerIds: [],
    reviews: [],
    mergeability: 'unasked',
    createdAt: now,
    updatedAt: now,
  };
  state.pullRequests.set(pull.id, pull);
  refreshPullRequest(state, pull, now);
  task.pullRequestId = pull.id;
  touch(context);
}

/** Behaviour 21: new title and body, review requested, and still a draft. */
export function finishPullRequest(context: StepContext): void {
  const { task, now } = context;
  const pull = pullRequestOf(context);
  if (!pull || pull.state === 'closed') return;
  if (pull.title.startsWith(WORK_IN_PROGRESS)) {
    pull.title = pull.title.slice(WORK_IN_PROGRESS.length);
    pull.body = finalBody(context, pull);
  }
  if (!pull.requestedReviewerIds.includes(task.creatorId)) {
    pull.requestedReviewerIds.push(task.creatorId);
  }
  pull.updatedAt = now;
  touch(context);
}

function initialBody({ task }: StepContext): string {
  return [
    'Thanks for asking me to work on this. I will get started on it and keep this pull request’s description up to date as I form a plan and make progress.',
    '',
    '- [ ] Understand the request',
    '- [ ] Make the change',
    '- [ ] Add tests',
    '',
    `> ${titleFromPrompt(task.prompt)}`,
  ].join('\n');
}

function finalBody({ task }: StepContext, pull: PullRequest): string {
  return [
    titleFromPrompt(task.prompt),
    '',
    'What changed:',
    '',
    ...pull.files.map(file => `- \`${file.path}\` (${file.status})`),
    '',
    'Tests were added and pass.',
  ].join('\n');
}
