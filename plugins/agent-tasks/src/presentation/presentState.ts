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
  isSettledState,
  type Task,
  type TaskState,
} from 'backstage-plugin-agent-tasks-common';
import { taskSteps, type TaskStep } from './taskSteps';

/** What a state means for the eye; always shown with an icon and a word. */
export type Tone = 'running' | 'success' | 'danger' | 'attention' | 'muted';

/** The icon beside a state's word; see `StateIcon`. */
export type StateIconName =
  | 'running'
  | 'queued'
  | 'answer'
  | 'idle'
  | 'done'
  | 'failed'
  | 'time'
  | 'stopped'
  | 'question'
  | 'paused';

/** The word for a state: a key of `state.*` in the translations. */
export type StateLabel =
  | 'starting'
  | 'queued'
  | 'inProgress'
  | 'needsYourAnswer'
  | 'idle'
  | 'completed'
  | 'failed'
  | 'timedOut'
  | 'cancelled'
  | 'unknown'
  | 'notConfirmed'
  | 'refused'
  | 'stalled'
  | 'paused';

/** What a task needs from a person before it can go on. */
export type TaskNeed =
  | 'nothing'
  | 'answer'
  | 'sign_in'
  | 'check_again'
  | 'start_again';

/** What came out of a completed task. */
export type TaskOutcome =
  | 'ready_for_review'
  | 'merged'
  | 'closed'
  | 'no_pull_request';

/** A task's state as a person reads it. */
export type PresentedState = {
  label: StateLabel;
  tone: Tone;
  icon: StateIconName;
  needs: TaskNeed;
  /** Of completed tasks only. */
  outcome?: TaskOutcome;
  /** Whether more is expected to happen, so that it is worth looking often. */
  unfinished: boolean;
  steps: TaskStep[];
};

type Face = Pick<PresentedState, 'label' | 'tone' | 'icon' | 'needs'>;

const FACES: Record<StateLabel, Face> = {
  starting: face('starting', 'running', 'running'),
  queued: face('queued', 'running', 'queued'),
  inProgress: face('inProgress', 'running', 'running'),
  needsYourAnswer: face('needsYourAnswer', 'attention', 'answer', 'answer'),
  idle: face('idle', 'muted', 'idle'),
  completed: face('completed', 'success', 'done'),
  failed: face('failed', 'danger', 'failed', 'start_again'),
  timedOut: face('timedOut', 'danger', 'time', 'start_again'),
  cancelled: face('cancelled', 'muted', 'stopped', 'start_again'),
  unknown: face('unknown', 'muted', 'question'),
  notConfirmed: face('notConfirmed', 'muted', 'question', 'check_again'),
  refused: face('refused', 'danger', 'failed', 'start_again'),
  stalled: face('stalled', 'attention', 'time'),
  paused: face('paused', 'muted', 'paused'),
};

const LABELS: Record<TaskState, StateLabel> = {
  queued: 'queued',
  in_progress: 'inProgress',
  waiting_for_user: 'needsYourAnswer',
  idle: 'idle',
  completed: 'completed',
  failed: 'failed',
  timed_out: 'timedOut',
  cancelled: 'cancelled',
  unknown: 'unknown',
};

/** Decides how a task's state is shown. Pure: the same task gives the same face. */
export function presentState(task: Task): PresentedState {
  const label = labelOf(task);
  return {
    ...FACES[label],
    needs: needsOf(task, FACES[label]),
    ...(label === 'completed' && { outcome: outcomeOf(task) }),
    unfinished:
      task.tracking.status !== 'ended' &&
      task.dispatch.status !== 'rejected' &&
      !isSettledState(task.state),
    steps: taskSteps(task),
  };
}

/** How GitHub's state of a session is shown. */
export function faceOfState(state: TaskState): Face {
  return FACES[LABELS[state]];
}

function labelOf(task: Task): StateLabel {
  switch (task.dispatch.status) {
    case 'pending':
      return 'starting';
    case 'rejected':
      return 'refused';
    case 'unknown':
      return 'notConfirmed';
    default:
  }
  // GitHub accepted it and has not said more yet.
  if (!task.state) return 'starting';
  if (!isSettledState(task.state)) {
    // What is known is old while nobody looks, so that comes first.
    if (task.tracking.status === 'paused') return 'paused';
    if (
      task.tracking.reason === 'stalled' &&
      (task.state === 'queued' || task.state === 'in_progress')
    )
      return 'stalled';
  }
  return LABELS[task.state];
}

function needsOf(task: Task, { label, needs }: Face): TaskNeed {
  const { status, reason } = task.tracking;
  if (label !== 'paused' && label !== 'notConfirmed') return needs;
  if (status === 'paused')
    return reason === 'sign_in_required' ? 'sign_in' : 'nothing';
  // After a day the portal has given up looking for a lost task.
  return reason === 'not_found' ? 'start_again' : needs;
}

function outcomeOf(task: Task): TaskOutcome {
  switch (task.pullRequest?.state) {
    case 'open':
      return 'ready_for_review';
    case 'merged':
      return 'merged';
    case 'closed':
      return 'closed';
    default:
      return 'no_pull_request';
  }
}

function face(
  label: StateLabel,
  tone: Tone,
  icon: StateIconName,
  needs: TaskNeed = 'nothing',
): Face {
  return { label, tone, icon, needs };
}
