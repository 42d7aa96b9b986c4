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

import type {
  Account,
  IssueComment,
  PullRequest,
  SimulatorState,
  Task,
} from '../state';
import { createTask } from './createTask';
import type { LifecycleRunner } from './LifecycleRunner';
import type { ScenarioBook } from './ScenarioBook';

const MENTION = /(^|[^\w/])@copilot\b/i;

/**
 * What the agent does about a comment (behaviour 31). It listens only on open
 * pull requests, to `@copilot`, and to people who may write and have a plan.
 * Whether the follow-up belongs to the same task is not known for certain, hence
 * the switch `mentionStarts`. Returns the task that works on it.
 */
export function hearComment(
  world: {
    state: SimulatorState;
    scenarios: ScenarioBook;
    lifecycle: LifecycleRunner;
    now: number;
  },
  pull: PullRequest,
  comment: IssueComment,
): Task | undefined {
  const { state, lifecycle } = world;
  const author = state.account(comment.userId);
  if (!mayAsk(state, pull, author) || !MENTION.test(comment.body)) {
    return undefined;
  }
  const prompt =
    comment.body.replace(MENTION, '$1').trim() || 'Continue with your work';
  const known = state.tasksOfPullRequest(pull).at(-1);
  if (known && state.switches.mentionStarts === 'session') {
    lifecycle.followUp(known, prompt);
    return known;
  }
  const task = createTask(world, {
    prompt,
    creator: author,
    repository: state.repository(pull.repositoryId),
    baseRef: pull.baseRef,
    headRef: pull.headRef,
    createPullRequest: true,
  });
  lifecycle.begin(task);
  return task;
}

function mayAsk(
  state: SimulatorState,
  pull: PullRequest,
  author: Account,
): boolean {
  const repository = state.repository(pull.repositoryId);
  const role = state.roleOf(author, repository);
  return (
    pull.state === 'open' &&
    repository.agentEnabled &&
    author.hasCopilotPlan &&
    (role === 'write' || role === 'admin')
  );
}
