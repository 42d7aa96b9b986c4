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

import { StepContext, currentSession } from './steps/StepContext';
import { createBranch, pushCommits } from './steps/branchSteps';
import {
  awaitCheckApproval,
  finishChecks,
  startChecks,
} from './steps/checkSteps';
import {
  closeWithoutMerging,
  comment,
  markReady,
  merge,
  review,
} from './steps/peopleSteps';
import { finishPullRequest, openPullRequest } from './steps/pullRequestSteps';
import {
  endSession,
  queue,
  rename,
  reportUsage,
  setState,
  startSession,
} from './steps/sessionSteps';
import type { Step } from './types';

/** Carries one step out. Depends on nothing but the state and the given time. */
export function applyStep(step: Step, given: StepContext): void {
  // Whatever a session does, it does for its own prompt.
  const context =
    step.do === 'start-session'
      ? given
      : {
          ...given,
          prompt: currentSession(given.task)?.prompt ?? given.prompt,
        };
  switch (step.do) {
    case 'start-session':
      return startSession(
        { ...context, prompt: step.prompt ?? context.prompt },
        step.state ?? 'in_progress',
      );
    case 'queue':
      return queue(context);
    case 'rename':
      return rename(context);
    case 'create-branch':
      return createBranch(context);
    case 'open-pull-request':
      return openPullRequest(context);
    case 'push-commits':
      return pushCommits(context);
    case 'start-checks':
      return startChecks(context);
    case 'finish-checks':
      return finishChecks(context, step.conclusion);
    case 'await-check-approval':
      return awaitCheckApproval(context);
    case 'report-usage':
      return reportUsage(context);
    case 'finish-pull-request':
      return finishPullRequest(context);
    case 'mark-ready':
      return markReady(context);
    case 'review':
      return review(context, step.state);
    case 'comment':
      return comment(context, step.body);
    case 'merge-pull-request':
      return merge(context);
    case 'close-pull-request':
      return closeWithoutMerging(context);
    case 'set-state':
      return setState(context, step.state);
    case 'end-session':
      return endSession(context, step.state, step.error);
    default:
      throw new Error(`Unknown step: ${JSON.stringify(step satisfies never)}`);
  }
}
