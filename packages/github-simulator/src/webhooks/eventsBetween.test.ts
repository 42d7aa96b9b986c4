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

import { eventsBetween, type PullRequestSnapshot } from './eventsBetween';

describe('eventsBetween', () => {
  const draft: PullRequestSnapshot = {
    title: '[WIP] Add a health check',
    body: 'To do',
    state: 'open',
    draft: true,
    headSha: 'a'.repeat(40),
    reviewerIds: [],
    reviewCount: 0,
    ci: 'none',
    ciRun: undefined,
  };
  const running: Partial<PullRequestSnapshot> = { ci: 'running', ciRun: 3 };
  const done: Partial<PullRequestSnapshot> = { ci: 'done', ciRun: 3 };

  const namesOf = (
    before: Partial<PullRequestSnapshot> | undefined,
    after: Partial<PullRequestSnapshot>,
  ) =>
    eventsBetween(before && { ...draft, ...before }, {
      ...draft,
      ...after,
    }).map(({ event, action }) => `${event} ${action}`);

  it.each<
    [
      what: string,
      before: Partial<PullRequestSnapshot> | undefined,
      after: Partial<PullRequestSnapshot>,
      events: string[],
    ]
  >([
    ['nothing', {}, {}, []],
    ['a new one', undefined, {}, ['pull_request opened']],
    [
      'a new one with checks',
      undefined,
      running,
      ['pull_request opened', 'workflow_run requested'],
    ],
    ['another title', {}, { title: 'Better' }, ['pull_request edited']],
    [
      'title and body',
      {},
      { title: 'Better', body: 'Done' },
      ['pull_request edited'],
    ],
    ['a push', {}, { headSha: 'b' }, ['pull_request synchronize']],
    ['ready', {}, { draft: false }, ['pull_request ready_for_review']],
    [
      'a draft again',
      { draft: false },
      {},
      ['pull_request converted_to_draft'],
    ],
    ['closed', {}, { state: 'closed' }, ['pull_request closed']],
    ['reopened', { state: 'closed' }, {}, ['pull_request reopened']],
    [
      'two reviewers asked for, one of them anew',
      { reviewerIds: [1] },
      { reviewerIds: [1, 2] },
      ['pull_request review_requested'],
    ],
    ['a reviewer less', { reviewerIds: [1] }, {}, []],
    [
      'two reviews at once',
      { reviewCount: 1 },
      { reviewCount: 3 },
      ['pull_request_review submitted', 'pull_request_review submitted'],
    ],
    ['checks start', {}, running, ['workflow_run requested']],
    [
      'checks end',
      running,
      done,
      ['workflow_run completed', 'check_suite completed'],
    ],
    [
      'checks start and end unseen',
      {},
      done,
      [
        'workflow_run requested',
        'workflow_run completed',
        'check_suite completed',
      ],
    ],
    [
      'checks start anew',
      done,
      { ...running, ciRun: 9 },
      ['workflow_run requested'],
    ],
    [
      'checks anew, ended unseen',
      done,
      { ...done, ciRun: 9 },
      [
        'workflow_run requested',
        'workflow_run completed',
        'check_suite completed',
      ],
    ],
    [
      'checks await approval: a run that ends at once, and no suite',
      {},
      { ci: 'action_required' },
      ['workflow_run requested', 'workflow_run completed'],
    ],
    ['checks are taken away', done, {}, []],
    [
      'the agent finishes: pushed, renamed, review asked for',
      {},
      { headSha: 'b', title: 'Add a health check', reviewerIds: [1] },
      [
        'pull_request synchronize',
        'pull_request edited',
        'pull_request review_requested',
      ],
    ],
  ])('%s', (_what, before, after, events) => {
    expect(namesOf(before, after)).toEqual(events);
  });

  it('tells what it was before', () => {
    expect(
      eventsBetween(draft, { ...draft, title: 'Better', headSha: 'b' }),
    ).toEqual([
      expect.objectContaining({ before: draft.headSha, after: 'b' }),
      expect.objectContaining({ changes: { title: { from: draft.title } } }),
    ]);
  });
});
