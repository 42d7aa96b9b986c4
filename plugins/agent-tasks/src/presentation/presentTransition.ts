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

/** The words of a course: keys of `course.*` in the translations. */
export type CourseLabel =
  | 'requested'
  | 'accepted'
  | 'refused'
  | 'notConfirmed'
  | 'abandoned'
  | 'queued'
  | 'working'
  | 'needsAnswer'
  | 'idle'
  | 'completed'
  | 'failed'
  | 'timedOut'
  | 'cancelled'
  | 'unknownState'
  | 'draftOpened'
  | 'pullRequestOpened'
  | 'markedReady'
  | 'madeDraft'
  | 'reopened'
  | 'merged'
  | 'closed'
  | 'paused'
  | 'resumed'
  | 'stalled'
  | 'neverFound'
  | 'other';

/** One line of a task's course. */
export type CourseEntry = {
  label: CourseLabel;
  /** GitHub's or the portal's own words to the label, such as `#42` or a reason. */
  detail?: string;
  at: string;
  tone: Tone;
  /** How long this lasted, in milliseconds; absent for moments and for what lasts still. */
  lastedMs?: number;
  current: boolean;
};

type Words = readonly [label: CourseLabel, tone: Tone];

const STATES = {
  queued: ['queued', 'running'],
  in_progress: ['working', 'running'],
  waiting_for_user: ['needsAnswer', 'attention'],
  idle: ['idle', 'muted'],
  completed: ['completed', 'success'],
  failed: ['failed', 'danger'],
  timed_out: ['timedOut', 'danger'],
  cancelled: ['cancelled', 'muted'],
  unknown: ['unknownState', 'muted'],
} as const satisfies Record<string, Words>;

type Dictionary = Readonly<Record<string, Words>>;

const DISPATCHES: Dictionary = {
  pending: ['requested', 'success'],
  accepted: ['accepted', 'success'],
  rejected: ['refused', 'danger'],
  unknown: ['notConfirmed', 'attention'],
  abandoned: ['abandoned', 'muted'],
};

// By how the pull request was and is; an empty "was" means that it is new.
const PULL_REQUESTS: Dictionary = {
  ':draft': ['draftOpened', 'success'],
  ':open': ['pullRequestOpened', 'success'],
  'draft:open': ['markedReady', 'success'],
  'open:draft': ['madeDraft', 'muted'],
  'closed:draft': ['reopened', 'success'],
  'closed:open': ['reopened', 'success'],
};

const PULL_REQUEST_ENDS: Dictionary = {
  merged: ['merged', 'success'],
  closed: ['closed', 'muted'],
};

const TRACKINGS: Dictionary = {
  paused: ['paused', 'attention'],
  resumed: ['resumed', 'success'],
  stalled: ['stalled', 'attention'],
  not_found: ['neverFound', 'attention'],
};

const OTHER: Words = ['other', 'muted'];

// Their notes repeat what the words say.
const WITHOUT_DETAIL: ReadonlySet<CourseLabel> = new Set([
  'notConfirmed',
  'abandoned',
  'paused',
]);

/**
 * A task's course for people, oldest first: what happened, when, and how long
 * each state lasted. A state that is over reads as done.
 */
export function presentCourse(transitions: Transition[]): CourseEntry[] {
  const states = transitions.filter(({ kind }) => kind === 'state');
  return transitions.map(transition => {
    const { at, kind, note, to } = transition;
    const [label, tone] = wordsOf(transition);
    const said = label === 'other' ? note ?? to : note;
    const entry = {
      label,
      at,
      detail: WITHOUT_DETAIL.has(label) ? undefined : said,
    };
    if (kind !== 'state') return { ...entry, tone, current: false };

    const next = states[states.indexOf(transition) + 1];
    return {
      ...entry,
      tone: next && tone === 'running' ? 'success' : tone,
      lastedMs: next && elapsedMs(at, next.at),
      current: !next,
    };
  });
}

/** How long a task was queued before the agent began, in milliseconds, once that is known. */
export function queuedMs(transitions: Transition[]): number | undefined {
  return presentCourse(transitions).find(
    ({ label, lastedMs }) => label === 'queued' && lastedMs !== undefined,
  )?.lastedMs;
}

function wordsOf({ kind, from = '', to }: Transition): Words {
  switch (kind) {
    case 'dispatch':
      return lookUp(DISPATCHES, to) ?? OTHER;
    case 'state':
      return STATES[parseTaskState(to)];
    case 'pull_request':
      return (
        lookUp(PULL_REQUEST_ENDS, to) ??
        lookUp(PULL_REQUESTS, `${from}:${to}`) ??
        OTHER
      );
    default:
      return lookUp(TRACKINGS, to) ?? OTHER;
  }
}

// The words come from the portal, and may be `constructor`.
function lookUp(words: Dictionary, key: string): Words | undefined {
  return Object.hasOwn(words, key) ? words[key] : undefined;
}
