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

import {
  taskSchema,
  type Task,
  type TaskState,
} from 'backstage-plugin-agent-tasks-common';
import fc from 'fast-check';
import { aPullRequest, aTask, TASKS } from '../testing';
import { anyTask } from '../__testUtils__/arbitraries';
import { faceOfState, presentState, type PresentedState } from './presentState';

const settled = { status: 'ended' } as const;

type Case = [
  name: string,
  task: Partial<Task>,
  face: Partial<Omit<PresentedState, 'steps'>>,
];

const CASES: Case[] = [
  [
    'pending dispatch',
    { dispatch: { status: 'pending' }, state: undefined },
    { label: 'starting', tone: 'running', unfinished: true },
  ],
  [
    'accepted, nothing said yet',
    { state: undefined },
    { label: 'starting', tone: 'running', unfinished: true },
  ],
  ['queued', { state: 'queued' }, { label: 'queued', tone: 'running' }],
  [
    'in progress',
    { state: 'in_progress' },
    { label: 'inProgress', icon: 'running' },
  ],
  [
    'waiting for a person',
    { state: 'waiting_for_user' },
    {
      label: 'needsYourAnswer',
      tone: 'attention',
      unfinished: true,
    },
  ],
  ['idle', { state: 'idle' }, { label: 'idle', unfinished: true }],
  [
    'completed, open draft',
    { state: 'completed', pullRequest: aPullRequest(), tracking: settled },
    {
      label: 'completed',
      tone: 'success',
      outcome: 'ready_for_review',
      unfinished: false,
    },
  ],
  [
    'completed, merged',
    { state: 'completed', pullRequest: aPullRequest({ state: 'merged' }) },
    { label: 'completed', outcome: 'merged' },
  ],
  [
    'completed, closed',
    { state: 'completed', pullRequest: aPullRequest({ state: 'closed' }) },
    { label: 'completed', outcome: 'closed' },
  ],
  [
    'completed without a pull request',
    { state: 'completed' },
    { label: 'completed', outcome: 'no_pull_request' },
  ],
  [
    'failed',
    { state: 'failed' },
    {
      label: 'failed',
      tone: 'danger',
      unfinished: false,
    },
  ],
  ['timed out', { state: 'timed_out' }, { label: 'timedOut', tone: 'danger' }],
  [
    'cancelled',
    { state: 'cancelled' },
    { label: 'cancelled', tone: 'muted', unfinished: false },
  ],
  [
    'a state that GitHub added',
    { state: 'unknown', rawState: 'awaiting_quota' },
    { label: 'unknown', icon: 'question', unfinished: true },
  ],
  [
    'answer lost',
    { dispatch: { status: 'unknown' }, state: undefined },
    { label: 'notConfirmed', unfinished: true },
  ],
  [
    'answer lost, signed out',
    {
      dispatch: { status: 'unknown' },
      state: undefined,
      tracking: { status: 'paused', reason: 'sign_in_required' },
    },
    { label: 'notConfirmed' },
  ],
  [
    'answer lost, given up',
    {
      dispatch: { status: 'unknown' },
      state: undefined,
      tracking: { status: 'ended', reason: 'not_found' },
    },
    { label: 'notConfirmed', unfinished: false },
  ],
  [
    'answer lost, abandoned by a person',
    {
      dispatch: { status: 'unknown' },
      state: undefined,
      tracking: { status: 'ended', reason: 'abandoned' },
    },
    { label: 'abandoned', tone: 'muted', icon: 'stopped', unfinished: false },
  ],
  [
    'refused',
    { dispatch: { status: 'rejected' }, state: undefined },
    {
      label: 'refused',
      tone: 'danger',
      unfinished: false,
    },
  ],
  [
    'stalled',
    { tracking: { status: 'slow', reason: 'stalled' } },
    { label: 'stalled', tone: 'attention', unfinished: true },
  ],
  [
    'stalled and given up',
    { tracking: { status: 'ended', reason: 'stalled' } },
    { label: 'stalled', unfinished: false },
  ],
  [
    'signed out while at work',
    { tracking: { status: 'paused', reason: 'sign_in_required' } },
    { label: 'paused', unfinished: true },
  ],
  [
    'signed out while waiting for a person',
    {
      state: 'waiting_for_user',
      tracking: { status: 'paused', reason: 'sign_in_required' },
    },
    { label: 'paused' },
  ],
  [
    'paused for another reason',
    { tracking: { status: 'paused', reason: 'maintenance' } },
    { label: 'paused' },
  ],
  [
    'signed out after the end',
    {
      state: 'completed',
      pullRequest: aPullRequest(),
      tracking: { status: 'paused', reason: 'sign_in_required' },
    },
    { label: 'completed', unfinished: false },
  ],
];

describe('presentState', () => {
  it.each(CASES)('%s', (_, task, face) => {
    expect(presentState(aTask(task))).toMatchObject(face);
  });

  it('has a face for every task that the schema allows, and for states to come', () => {
    fc.assert(
      fc.property(anyTask(), task => {
        expect(taskSchema.safeParse(task).error).toBeUndefined();
        const { label, icon, tone, steps, outcome } = presentState(task);
        expect([label, icon, tone]).not.toContain(undefined);
        expect(outcome !== undefined).toBe(label === 'completed');
        expect(
          steps.filter(({ status }) => status === 'current').length,
        ).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('has a face for words that a newer portal may send', () => {
    fc.assert(
      fc.property(anyTask(), fc.string({ minLength: 1 }), (task, word) => {
        const newer = {
          ...task,
          state: word,
          dispatch: { status: word },
          tracking: { status: word, reason: word },
        } as unknown as Task;
        const { label, icon, tone } = presentState(newer);
        expect([label, icon, tone]).not.toContain(undefined);
        expect(faceOfState(word as TaskState)).toMatchObject({
          icon: expect.any(String),
        });
      }),
      {
        examples: [
          [aTask(), 'constructor'],
          [aTask(), '__proto__'],
        ],
      },
    );
  });

  it('shows every face in the fixtures that designers look at', () => {
    const labels = new Set(TASKS.map(task => presentState(task).label));
    expect([...labels].sort()).toEqual([
      'abandoned',
      'cancelled',
      'completed',
      'failed',
      'idle',
      'inProgress',
      'needsYourAnswer',
      'notConfirmed',
      'paused',
      'queued',
      'refused',
      'stalled',
      'starting',
      'timedOut',
      'unknown',
    ]);
  });
});
