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
import { aPullRequest, aTask } from '../testing';
import { taskSteps } from './taskSteps';

const pullRequest = aPullRequest();

const CASES: [name: string, task: Partial<Task>, steps: string][] = [
  [
    'pending',
    { dispatch: { status: 'pending' }, state: undefined },
    'queued:current working:upcoming pullRequest:upcoming ready:upcoming',
  ],
  [
    'answer lost: nothing is known',
    { dispatch: { status: 'unknown' }, state: undefined },
    'queued:upcoming working:upcoming pullRequest:upcoming ready:upcoming',
  ],
  [
    'answer lost, abandoned',
    {
      dispatch: { status: 'unknown' },
      state: undefined,
      tracking: { status: 'ended', reason: 'abandoned' },
    },
    'queued:missed working:missed pullRequest:missed ready:missed',
  ],
  [
    'queued',
    { state: 'queued' },
    'queued:current working:upcoming pullRequest:upcoming ready:upcoming',
  ],
  [
    'working',
    { state: 'in_progress' },
    'queued:done working:current pullRequest:upcoming ready:upcoming',
  ],
  [
    'working, pull request opened early',
    { state: 'in_progress', pullRequest },
    'queued:done working:current pullRequest:done ready:upcoming',
  ],
  [
    'working, no pull request asked for',
    { state: 'in_progress', createPullRequest: false },
    'queued:done working:current ready:upcoming',
  ],
  [
    'no pull request asked for, but joined one',
    { state: 'in_progress', createPullRequest: false, pullRequest },
    'queued:done working:current pullRequest:done ready:upcoming',
  ],
  [
    'waiting for a person',
    { state: 'waiting_for_user' },
    'queued:done working:current pullRequest:upcoming ready:upcoming',
  ],
  [
    'a state that GitHub added',
    { state: 'unknown' },
    'queued:done working:current pullRequest:upcoming ready:upcoming',
  ],
  [
    'completed',
    { state: 'completed', pullRequest },
    'queued:done working:done pullRequest:done ready:done',
  ],
  [
    'completed without a pull request',
    { state: 'completed' },
    'queued:done working:done pullRequest:missed ready:done',
  ],
  [
    'failed after it opened a pull request',
    { state: 'failed', pullRequest },
    'queued:done working:missed pullRequest:done ready:missed',
  ],
  [
    'refused',
    { dispatch: { status: 'rejected' }, state: undefined },
    'queued:missed working:missed pullRequest:missed ready:missed',
  ],
];

describe('taskSteps', () => {
  it.each(CASES)('%s', (_, task, steps) => {
    expect(
      taskSteps(aTask(task))
        .map(({ name, status }) => `${name}:${status}`)
        .join(' '),
    ).toBe(steps);
  });
});
