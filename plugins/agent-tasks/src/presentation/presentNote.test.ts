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
import fc from 'fast-check';
import { aPullRequest, aTask, VIEWER } from '../testing';
import { anyTask } from '../__testUtils__/arbitraries';
import { agentTasksTranslationRef } from '../translation';
import { presentNote, type TaskNote } from './presentNote';

const MESSAGES: Record<string, string> = (
  agentTasksTranslationRef as any
).getDefaultMessages();

const paused = { status: 'paused', reason: 'sign_in_required' } as const;
const completed = { state: 'completed' } as const;

const CASES: [
  name: string,
  task: Partial<Task>,
  note: Partial<TaskNote> | undefined,
][] = [
  ['in progress', {}, undefined],
  [
    'question',
    { state: 'waiting_for_user' },
    { text: 'answer', actions: ['answer'] },
  ],
  [
    'a question to somebody else',
    { state: 'waiting_for_user', requestedBy: 'user:default/grace' },
    { text: 'answerOther', actions: ['view_on_github'] },
  ],
  [
    "failed with GitHub's reason",
    { state: 'failed', error: { code: 'failed', message: 'npm test broke' } },
    {
      text: 'gitHubSays',
      values: { message: 'npm test broke.' },
      remedy: 'failedRemedy',
      actions: ['start_again'],
    },
  ],
  [
    'failed for its model',
    {
      state: 'failed',
      error: { code: 'failed', message: 'Requested model not available' },
    },
    { text: 'gitHubSays', remedy: 'modelRemedy' },
  ],
  ['failed without a reason', { state: 'failed' }, { text: 'noReason' }],
  [
    "failed without a reason, in the portal's words",
    {
      state: 'failed',
      error: { code: 'failed', message: 'GitHub gave no reason. Open …' },
    },
    { text: 'said', actions: ['start_again'] },
  ],
  ['timed out', { state: 'timed_out' }, { text: 'timedOut', tone: 'danger' }],
  ['cancelled', { state: 'cancelled' }, { text: 'cancelled', tone: 'muted' }],
  [
    'refused',
    {
      dispatch: {
        status: 'rejected',
        error: { code: 'github_rejected', message: 'No such branch.' },
      },
    },
    {
      text: 'said',
      values: { message: 'No such branch.' },
      actions: ['start_anew'],
    },
  ],
  [
    'answer lost',
    { dispatch: { status: 'unknown' } },
    {
      text: 'notConfirmed',
      actions: ['check_again', 'never_started'],
      isSearching: true,
    },
  ],
  [
    "the answer to somebody else's task lost",
    { dispatch: { status: 'unknown' }, requestedBy: 'user:default/grace' },
    { text: 'notConfirmed', actions: [], isSearching: true },
  ],
  [
    'abandoned',
    {
      dispatch: { status: 'unknown' },
      tracking: { status: 'ended', reason: 'abandoned' },
    },
    { text: 'abandoned', actions: ['start_anew'] },
  ],
  [
    'abandoned by somebody else',
    {
      dispatch: { status: 'unknown' },
      tracking: { status: 'ended', reason: 'abandoned' },
      requestedBy: 'user:default/grace',
    },
    { text: 'abandonedOther' },
  ],
  [
    'refused without a reason',
    { dispatch: { status: 'rejected' } },
    { text: 'refusedNoReason', actions: ['start_anew'] },
  ],
  [
    'answer lost, signed out',
    { dispatch: { status: 'unknown' }, tracking: paused },
    { text: 'pausedLost', actions: ['sign_in', 'connect'] },
  ],
  [
    'answer lost, given up',
    {
      dispatch: { status: 'unknown' },
      tracking: { status: 'ended', reason: 'not_found' },
    },
    { text: 'neverFound', actions: ['start_anew'] },
  ],
  [
    'signed out',
    { tracking: paused },
    { text: 'paused', actions: ['sign_in', 'connect'] },
  ],
  [
    'somebody else signed out',
    { tracking: paused, requestedBy: 'user:default/grace' },
    { text: 'pausedOther', actions: [] },
  ],
  [
    'paused for another reason',
    { tracking: { status: 'paused' } },
    { text: 'pausedGeneric', actions: [] },
  ],
  [
    'stalled',
    { tracking: { status: 'slow', reason: 'stalled' } },
    { text: 'stalled', actions: ['view_on_github'] },
  ],
  [
    'a state that GitHub added',
    { state: 'unknown', rawState: 'awaiting_quota' },
    { text: 'unknown', values: { word: 'awaiting_quota' } },
  ],
  [
    'ready for review',
    { ...completed, pullRequest: aPullRequest() },
    undefined,
  ],
  [
    'checks wait for approval',
    {
      ...completed,
      pullRequest: aPullRequest({ checks: 'action_required' }),
    },
    { text: 'checksNeedApproval', actions: ['view_pull_request'] },
  ],
  ['no pull request', completed, { text: 'noPullRequest' }],
  [
    'no pull request asked for',
    { ...completed, createPullRequest: false },
    undefined,
  ],
];

describe('presentNote', () => {
  it.each(CASES)('%s', (_, task, note) => {
    const actual = { note: presentNote(aTask(task), VIEWER) };
    expect(actual).toMatchObject({ note });
  });

  it('has words for every task that the schema allows', () => {
    fc.assert(
      fc.property(
        anyTask(),
        fc.constantFrom(undefined, VIEWER),
        (task, viewer) => {
          const { text = 'answer', remedy = 'failedRemedy' } =
            presentNote(task, viewer) ?? {};
          expect(MESSAGES[`note.${text}`]).toBeTruthy();
          expect(MESSAGES[`note.${remedy}`]).toBeTruthy();
        },
      ),
    );
  });

  it('lets nobody but the requester act on a lost task', () => {
    fc.assert(
      fc.property(anyTask(), task => {
        const { actions = [] } = presentNote(task, 'user:default/eve') ?? {};
        for (const own of [
          'check_again',
          'never_started',
          'sign_in',
          'connect',
        ])
          expect(actions).not.toContain(own);
      }),
    );
  });
});
