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

import type { PullRequest } from '../state';
import type { PullRequestChange } from './types';

/** What CI says of a pull request: nothing yet, under way, or how it ended. */
type CiState = 'none' | 'running' | 'done' | 'action_required';

/** As much of a pull request as its next change is told by. */
export type PullRequestSnapshot = {
  title: string;
  body: string;
  state: 'open' | 'closed';
  draft: boolean;
  headSha: string;
  reviewerIds: readonly number[];
  reviewCount: number;
  ci: CiState;
  /** The newest check run: another one means that CI was started anew. */
  ciRun?: number;
};

export function snapshotOf(pull: PullRequest): PullRequestSnapshot {
  return {
    title: pull.title,
    body: pull.body,
    state: pull.state,
    draft: pull.draft,
    headSha: pull.headSha,
    reviewerIds: [...pull.requestedReviewerIds],
    reviewCount: pull.reviews.length,
    ci: ciStateOf(pull),
    ciRun: pull.checks.at(-1)?.id,
  };
}

/**
 * What GitHub announces when a pull request has gone from one state to another,
 * in the order in which it would have happened; `before` is absent for a new one.
 * Depends on nothing else, so whoever changed it, and by which door, it is told.
 */
export function eventsBetween(
  before: PullRequestSnapshot | undefined,
  after: PullRequestSnapshot,
): PullRequestChange[] {
  if (!before) {
    const nothing = { ...after, reviewerIds: [], reviewCount: 0 };
    return [
      { event: 'pull_request', action: 'opened' },
      ...eventsBetween({ ...nothing, ci: 'none', ciRun: undefined }, after),
    ];
  }
  return [
    ...contentEvents(before, after),
    ...ciEvents(before, after),
    ...peopleEvents(before, after),
  ];
}

function contentEvents(
  before: PullRequestSnapshot,
  after: PullRequestSnapshot,
): PullRequestChange[] {
  const events: PullRequestChange[] = [];
  if (before.headSha !== after.headSha) {
    events.push({
      event: 'pull_request',
      action: 'synchronize',
      before: before.headSha,
      after: after.headSha,
    });
  }
  const changes = {
    ...(before.title !== after.title && { title: { from: before.title } }),
    ...(before.body !== after.body && { body: { from: before.body } }),
  };
  if (Object.keys(changes).length > 0) {
    events.push({ event: 'pull_request', action: 'edited', changes });
  }
  return events;
}

function ciEvents(
  before: PullRequestSnapshot,
  after: PullRequestSnapshot,
): PullRequestChange[] {
  const isAnew = after.ciRun !== before.ciRun;
  if (after.ci === 'none' || (after.ci === before.ci && !isAnew)) return [];
  const events: PullRequestChange[] = [];
  if (isAnew || before.ci !== 'running') {
    events.push({ event: 'workflow_run', action: 'requested' });
  }
  if (after.ci !== 'running') {
    events.push({ event: 'workflow_run', action: 'completed' });
  }
  // Behaviour 64: while CI awaits approval there is no check that could complete.
  if (after.ci === 'done') {
    events.push({ event: 'check_suite', action: 'completed' });
  }
  return events;
}

function peopleEvents(
  before: PullRequestSnapshot,
  after: PullRequestSnapshot,
): PullRequestChange[] {
  const events: PullRequestChange[] = after.reviewerIds
    .filter(id => !before.reviewerIds.includes(id))
    .map(reviewerId => ({
      event: 'pull_request',
      action: 'review_requested',
      reviewerId,
    }));
  if (before.draft !== after.draft) {
    const action = after.draft ? 'converted_to_draft' : 'ready_for_review';
    events.push({ event: 'pull_request', action });
  }
  for (let index = before.reviewCount; index < after.reviewCount; index++) {
    events.push({ event: 'pull_request_review', action: 'submitted', index });
  }
  if (before.state !== after.state) {
    const action = after.state === 'closed' ? 'closed' : 'reopened';
    events.push({ event: 'pull_request', action });
  }
  return events;
}

function ciStateOf({ checks, checksAwaitApproval }: PullRequest): CiState {
  if (checksAwaitApproval) return 'action_required';
  if (checks.length === 0) return 'none';
  return checks.every(({ status }) => status === 'completed')
    ? 'done'
    : 'running';
}
