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

/** What people do with the agent's pull request, in scenarios and by control. */
import { closePullRequest, mergePullRequest } from '../../state';
import type { Review, SimulatorState, Task } from '../../state';
import { StepContext } from './StepContext';
import { addComment } from '../addComment';
import { pullRequestOf } from './pullRequestSteps';

/** Who looks at other people's work, in this order. */
const COLLEAGUES = ['priya-raman', 'ada-nwosu'];

export function markReady(context: StepContext): void {
  const pull = pullRequestOf(context);
  if (pull?.state !== 'open') return;
  pull.draft = false;
  pull.updatedAt = context.now;
}

export function review(context: StepContext, state: Review['state']): void {
  const pull = pullRequestOf(context);
  if (pull?.state !== 'open') return;
  pull.reviews.push({
    state,
    userId: colleagueOf(context.task, context.state),
    submittedAt: context.now,
  });
  pull.updatedAt = context.now;
}

export function comment(context: StepContext, body: string): void {
  const pull = pullRequestOf(context);
  if (!pull) return;
  const { now, task } = context;
  addComment(pull, { userId: task.creatorId, body, now });
}

export function merge(context: StepContext): void {
  const pull = pullRequestOf(context);
  if (pull?.state !== 'open') return;
  const by = colleagueOf(context.task, context.state);
  mergePullRequest(context.state, pull, { by, now: context.now });
}

export function closeWithoutMerging(context: StepContext): void {
  const pull = pullRequestOf(context);
  if (pull?.state === 'open') closePullRequest(pull, context.now);
}

/** Nobody reviews what they asked for themselves. */
function colleagueOf(task: Task, state: SimulatorState): number {
  const colleague = COLLEAGUES.map(login => state.accountByLogin(login)).find(
    account => account && account.id !== task.creatorId,
  );
  return colleague?.id ?? task.creatorId;
}
