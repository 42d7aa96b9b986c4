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

import type { Task } from 'backstage-plugin-agent-tasks-common';
import { presentState, type Tone } from './presentState';

/** A word about a pull request, with a colour and an icon that say the same. */
export type PullRequestChip = {
  /** A key of the translations. */
  text:
    | `pullRequest.${'draft' | 'open' | 'readyForReview' | 'merged' | 'closed'}`
    | `pullRequest.checks.${
        | 'success'
        | 'pending'
        | 'failure'
        | 'action_required'
        | 'none'}`
    | `pullRequest.review.${'APPROVED' | 'CHANGES_REQUESTED'}`;
  tone: Tone;
  icon?: 'success' | 'failure' | 'pending';
};

const CHECKS = {
  success: ['success', 'success'],
  pending: ['muted', 'pending'],
  failure: ['danger', 'failure'],
  action_required: ['attention', 'pending'],
  none: ['muted', undefined],
} as const;

/**
 * How the pull request of a task stands. It is ready for review when the agent
 * has completed its work; GitHub keeps it a draft until a person says otherwise,
 * so both may be true at once.
 */
export function presentPullRequest(task: Task): {
  tone: Tone;
  chips: PullRequestChip[];
} {
  const { pullRequest } = task;
  if (!pullRequest) return { tone: 'muted', chips: [] };
  const { state, isDraft, checks, reviewDecision } = pullRequest;
  const isReviewed =
    reviewDecision === 'APPROVED' || reviewDecision === 'CHANGES_REQUESTED';
  const chips: PullRequestChip[] = [];
  let tone: Tone = 'muted';

  if (state !== 'open') {
    if (state === 'merged') tone = 'success';
    chips.push({ text: `pullRequest.${state}`, tone });
  } else {
    const ready = presentState(task).outcome === 'ready_for_review';
    if (ready) tone = 'success';
    // What has been reviewed waits for no review.
    if (ready && !isReviewed) {
      chips.push({ text: 'pullRequest.readyForReview', tone: 'success' });
    }
    if (isDraft) chips.push({ text: 'pullRequest.draft', tone: 'muted' });
    else if (!ready || isReviewed)
      chips.push({ text: 'pullRequest.open', tone: 'muted' });
  }

  // What the checks say about a pull request that is over helps nobody.
  if (checks && state === 'open') {
    const [checksTone, icon] = CHECKS[checks];
    chips.push({
      text: `pullRequest.checks.${checks}`,
      tone: checksTone,
      icon,
    });
  }
  if (reviewDecision === 'APPROVED')
    chips.push({
      text: 'pullRequest.review.APPROVED',
      tone: 'success',
      icon: 'success',
    });
  if (reviewDecision === 'CHANGES_REQUESTED')
    chips.push({
      text: 'pullRequest.review.CHANGES_REQUESTED',
      tone: 'attention',
    });
  return { tone, chips };
}
