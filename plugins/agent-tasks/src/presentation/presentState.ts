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
  | 'abandoned'
  | 'refused'
  | 'stalled'
  | 'paused';

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
  /** Of completed tasks only. */
  outcome?: TaskOutcome;
  /** Whether more is expected to happen, so that it is worth looking often. */
  unfinished: boolean;
  steps: TaskStep[];
};

type Face = Pick<PresentedState, 'label' | 'tone' | 'icon'>;

const FACES: Record<StateLabel, Face> = {
  starting: face('starting', 'running', 'running'),
  queued: face('queued', 'running', 'queued'),
  inProgress: face('inProgress', 'running', 'running'),
  needsYourAnswer: face('needsYourAnswer', 'attention', 'answer'),
  idle: face('idle', 'muted', 'idle'),
  completed: face('completed', 'success', 'done'),
  failed: face('failed', 'danger', 'failed'),
  timedOut: face('timedOut', 'danger', 'time'),
  cancelled: face('cancelled', 'muted', 'stopped'),
  unknown: face('unknown', 'muted', 'question'),
  notConfirmed: face('notConfirmed', 'muted', 'question'),
  abandoned: face('abandoned', 'muted', 'stopped'),
  refused: face('refused', 'danger', 'failed'),
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
  return FACES[labelOfState(state)];
}

// A portal newer than this page may know states that this page does not.
function labelOfState(state: TaskState): StateLabel {
  return Object.hasOwn(LABELS, state) ? LABELS[state] : 'unknown';
}

function labelOf(task: Task): StateLabel {
  switch (task.dispatch.status) {
    case 'pending':
      return 'starting';
    case 'rejected':
      return 'refused';
    case 'unknown':
      return task.tracking.reason === 'abandoned'
        ? 'abandoned'
        : 'notConfirmed';
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
  return labelOfState(task.state);
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

function face(label: StateLabel, tone: Tone, icon: StateIconName): Face {
  return { label, tone, icon };
}
