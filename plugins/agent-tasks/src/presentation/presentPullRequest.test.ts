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

import type { PullRequest } from 'backstage-plugin-agent-tasks-common';
import { aPullRequest, aTask } from '../testing';
import { presentPullRequest } from './presentPullRequest';

const chipsOf = (changes: Partial<PullRequest>) =>
  presentPullRequest(
    aTask({
      state: 'completed',
      pullRequest: aPullRequest({
        isDraft: false,
        checks: undefined,
        ...changes,
      }),
    }),
  ).chips.map(({ text }) => text);

describe('presentPullRequest', () => {
  it.each<[string, Partial<PullRequest>, string[]]>([
    ['waits for a review', {}, ['readyForReview']],
    ['is kept a draft', { isDraft: true }, ['readyForReview', 'draft']],
    [
      'is to be changed',
      { reviewDecision: 'CHANGES_REQUESTED' },
      ['open', 'review.CHANGES_REQUESTED'],
    ],
    [
      'is approved while a draft',
      { isDraft: true, reviewDecision: 'APPROVED' },
      ['draft', 'review.APPROVED'],
    ],
    [
      'still needs a review',
      { reviewDecision: 'REVIEW_REQUIRED' },
      ['readyForReview'],
    ],
    [
      'is merged',
      { state: 'merged', checks: 'success', reviewDecision: 'APPROVED' },
      ['merged', 'review.APPROVED'],
    ],
  ])('of a completed task that %s', (_, changes, expected) => {
    expect(chipsOf(changes)).toEqual(
      expected.map(text => `pullRequest.${text}`),
    );
  });
});
