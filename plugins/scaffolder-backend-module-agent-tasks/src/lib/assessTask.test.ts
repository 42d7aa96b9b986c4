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

import type { TaskDetail } from 'backstage-plugin-agent-tasks-common';
import { examplePullRequest, exampleTask } from '../__testUtils__/exampleTask';
import { assessTask, type WaitGoal } from './assessTask';

const portalUrl = 'https://portal/agent-tasks/tasks/a1b2';
const pullRequest = examplePullRequest;
const tracking = { status: 'ended' } as const;

type Case = [WaitGoal, Partial<TaskDetail>, string];

const CASES: Case[] = [
  ['settled', { state: 'queued' }, 'wait'],
  ['settled', { state: 'in_progress', pullRequest }, 'wait'],
  ['settled', { state: 'idle' }, 'wait'],
  ['settled', { state: 'unknown' }, 'wait'],
  ['settled', { state: undefined, dispatch: { status: 'unknown' } }, 'wait'],
  ['settled', { state: undefined, dispatch: { status: 'pending' } }, 'wait'],
  ['settled', { state: 'completed', tracking: { status: 'live' } }, 'wait'],
  ['settled', { state: 'completed', tracking: { status: 'slow' } }, 'done'],
  ['settled', { state: 'completed', tracking }, 'done'],
  ['settled', { state: 'completed', pullRequest }, 'done'],
  [
    'settled',
    { state: 'completed', createPullRequest: false, tracking },
    'done',
  ],
  ['settled', { state: 'waiting_for_user' }, 'answer of ada-nwosu on GitHub'],
  ['settled', { state: 'failed' }, 'The agent has failed.'],
  [
    'settled',
    { state: 'failed', error: { code: 'failed', message: 'No runner' } },
    'The agent has failed: No runner. Create again',
  ],
  ['settled', { state: 'timed_out' }, 'has run out of time.'],
  ['settled', { state: 'cancelled' }, 'was cancelled.'],
  [
    'settled',
    {
      state: undefined,
      dispatch: {
        status: 'rejected',
        error: { code: 'github_rejected', message: 'No such model!' },
      },
    },
    'GitHub refused the task: No such model!',
  ],
  ['pull_request', { state: 'in_progress' }, 'wait'],
  ['pull_request', { state: 'in_progress', pullRequest }, 'done'],
  ['pull_request', { state: 'waiting_for_user', pullRequest }, 'done'],
  ['pull_request', { state: 'failed', pullRequest }, 'done'],
  ['pull_request', { state: 'failed' }, 'The agent has failed.'],
  [
    'pull_request',
    { state: 'completed', tracking },
    'without opening a pull request',
  ],
  ['pull_request', { state: 'completed' }, 'wait'],
  [
    'pull_request',
    { state: 'queued', createPullRequest: false },
    'createPullRequest: false',
  ],
];

describe('assessTask', () => {
  it.each(CASES)('until %s, %j: %s', (until, overrides, expected) => {
    const assessment = assessTask(exampleTask(overrides), { until, portalUrl });
    const said =
      assessment.kind === 'fail' ? assessment.message : assessment.kind;
    expect(said).toContain(expected);
  });

  it('ends every refusal with the page of the task', () => {
    expect(
      assessTask(exampleTask({ state: 'cancelled' }), {
        until: 'settled',
        portalUrl,
      }),
    ).toMatchObject({ message: expect.stringMatching(/ See https:\S+$/) });
  });
});
