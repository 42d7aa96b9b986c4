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

import { COPILOT_BOT_ID, type PullRequest, type Review } from '../state';
import type { World } from '../World';
import { presentPullRequest } from '../rest/present/presentPullRequest';
import type { Schema } from '../rest/openapi';
import { presentCheckSuiteEvent, presentWorkflowRunEvent } from './presentCi';
import { presentSurroundings, type Widened } from './presentSurroundings';
import type { PullRequestChange } from './types';

/** What a delivery carries: GitHub's published shape for each event. */
export function presentEvent(
  change: PullRequestChange,
  pull: PullRequest,
  world: World,
): object {
  switch (change.event) {
    case 'pull_request':
      return presentPullRequestEvent(change, pull, world);
    case 'pull_request_review':
      return presentReviewEvent(pull.reviews[change.index], pull, world);
    case 'check_suite':
      return presentCheckSuiteEvent(pull, world);
    case 'workflow_run':
      return presentWorkflowRunEvent(change.action, pull, world);
    default:
      throw new Error(
        `Unknown event: ${JSON.stringify(change satisfies never)}`,
      );
  }
}

function presentPullRequestEvent(
  change: PullRequestChange & { event: 'pull_request' },
  pull: PullRequest,
  world: World,
) {
  const common = {
    number: pull.number,
    pull_request: present(pull, world),
    ...presentSurroundings(pull, senderOf(change.action, pull), world),
  };
  switch (change.action) {
    case 'edited':
      return {
        ...common,
        action: change.action,
        changes: change.changes,
      } satisfies Widened<Schema<'webhook-pull-request-edited'>>;
    case 'synchronize':
      return {
        ...common,
        action: change.action,
        before: change.before,
        after: change.after,
      } satisfies Widened<Schema<'webhook-pull-request-synchronize'>>;
    case 'review_requested':
      return {
        ...common,
        action: change.action,
        requested_reviewer: common.pull_request.requested_reviewers?.find(
          ({ id }) => id === change.reviewerId,
        )!,
      } satisfies Widened<Schema<'webhook-pull-request-review-requested'>>;
    default:
      return {
        ...common,
        action: change.action,
      } satisfies Widened<
        | Schema<'webhook-pull-request-opened'>
        | Schema<'webhook-pull-request-closed'>
        | Schema<'webhook-pull-request-reopened'>
        | Schema<'webhook-pull-request-ready-for-review'>
        | Schema<'webhook-pull-request-converted-to-draft'>
      >;
  }
}

function presentReviewEvent(
  review: Review,
  pull: PullRequest,
  world: World,
): Widened<Schema<'webhook-pull-request-review-submitted'>> {
  const surroundings = presentSurroundings(pull, review.userId, world);
  const presented = present(pull, world);
  const id = pull.id * 100 + pull.reviews.indexOf(review);
  const reviewUrl = `${presented.html_url}#pullrequestreview-${id}`;
  return {
    ...surroundings,
    action: 'submitted',
    pull_request: presented,
    review: {
      id,
      node_id: `PRR_${id}`,
      // In deliveries GitHub writes this in lower case, in the API in upper case.
      state: review.state.toLowerCase(),
      body: null,
      commit_id: pull.headSha,
      submitted_at: world.clock.timestamp(review.submittedAt),
      author_association: 'MEMBER',
      html_url: reviewUrl,
      pull_request_url: presented.url,
      user: surroundings.sender,
      _links: {
        html: { href: reviewUrl },
        pull_request: { href: presented.url },
      },
    },
  };
}

function present(pull: PullRequest, { state, urls, clock }: World) {
  return presentPullRequest(pull, {
    state,
    urls,
    timestamp: at => clock.timestamp(at),
    // Webhooks have no version; what they carry is what the oldest has.
    apiVersion: '2022-11-28',
  });
}

/** The simulator does not write down who edits and closes: then it was the author. */
function senderOf(action: string, pull: PullRequest): number {
  if (action === 'closed') return pull.mergedById ?? pull.authorId;
  return pull.authorId ?? COPILOT_BOT_ID;
}
