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
  parseTaskState,
  type Transition,
} from 'backstage-plugin-agent-tasks-common';
import { elapsedMs } from './formatTime';
import type { Tone } from './presentState';

/** One line of a task's course. */
export type CourseEntry = {
  /** A key of `course.*` in the translations. */
  label:
    | 'requested'
    | 'accepted'
    | 'refused'
    | 'notConfirmed'
    | 'queued'
    | 'working'
    | 'needsAnswer'
    | 'idle'
    | 'completed'
    | 'failed'
    | 'timedOut'
    | 'cancelled'
    | 'pullRequest'
    | 'followed'
    | 'followedSlowly'
    | 'paused'
    | 'stalled'
    | 'ended'
    | 'other';
  /** GitHub's or the portal's own words, for lines that have no words here. */
  detail?: string;
  at: string;
  tone: Tone;
  /** How long this lasted, in milliseconds; absent for moments and for what lasts still. */
  lastedMs?: number;
  current: boolean;
};

const STATES = {
  queued: ['queued', 'running'],
  in_progress: ['working', 'running'],
  waiting_for_user: ['needsAnswer', 'attention'],
  idle: ['idle', 'muted'],
  completed: ['completed', 'success'],
  failed: ['failed', 'danger'],
  timed_out: ['timedOut', 'danger'],
  cancelled: ['cancelled', 'muted'],
  unknown: ['other', 'muted'],
} as const;

const DISPATCHES: Record<string, readonly [CourseEntry['label'], Tone]> = {
  pending: ['requested', 'success'],
  accepted: ['accepted', 'success'],
  rejected: ['refused', 'danger'],
  unknown: ['notConfirmed', 'attention'],
};

const TRACKINGS: Record<string, readonly [CourseEntry['label'], Tone]> = {
  live: ['followed', 'muted'],
  slow: ['followedSlowly', 'muted'],
  paused: ['paused', 'attention'],
  stalled: ['stalled', 'attention'],
  ended: ['ended', 'muted'],
};

/**
 * A task's course for people, oldest first: what happened, when, and how long
 * each state lasted. A state that is over reads as done.
 */
export function presentCourse(transitions: Transition[]): CourseEntry[] {
  const states = transitions.filter(({ kind }) => kind === 'state');
  return transitions.map(transition => {
    const [label, tone] = wordsOf(transition);
    const detail =
      label === 'other' ? transition.note ?? transition.to : transition.note;
    if (transition.kind !== 'state')
      return { label, tone, detail, at: transition.at, current: false };

    const next = states[states.indexOf(transition) + 1];
    return {
      label,
      detail,
      at: transition.at,
      tone: next && tone === 'running' ? 'success' : tone,
      lastedMs: next ? elapsedMs(transition.at, next.at) : undefined,
      current: !next,
    };
  });
}

function wordsOf(
  transition: Transition,
): readonly [CourseEntry['label'], Tone] {
  const other = ['other', 'muted'] as const;
  switch (transition.kind) {
    case 'dispatch':
      return DISPATCHES[transition.to] ?? other;
    case 'state':
      return STATES[parseTaskState(transition.to)];
    case 'pull_request':
      return ['pullRequest', 'success'];
    default:
      return TRACKINGS[transition.to] ?? other;
  }
}

/** How long a task was queued before the agent began, in milliseconds, once that is known. */
export function queuedMs(transitions: Transition[]): number | undefined {
  return presentCourse(transitions).find(
    ({ label, lastedMs }) => label === 'queued' && lastedMs !== undefined,
  )?.lastedMs;
}
