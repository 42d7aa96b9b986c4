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
import { isRequester } from './isRequester';
import { presentState, type Tone } from './presentState';

/** What a task's note offers to do, the likeliest first. */
export type NoteAction =
  | 'answer'
  | 'sign_in'
  /** Connects with GitHub, where that is offered and not done yet. */
  | 'connect'
  | 'check_again'
  /** A person's word that a lost task never started, then the same once more. */
  | 'never_started'
  /** The dialog, filled with what was asked: nothing runs on GitHub. */
  | 'start_anew'
  /** The same, of a task that has run. */
  | 'start_again'
  | 'view_on_github'
  | 'view_pull_request';

/** What a person should know about a task beyond its state, and the next step. */
export type TaskNote = {
  tone: Tone;
  /** A key of `note.*` in the translations. */
  text:
    | 'answer'
    | 'answerOther'
    | 'gitHubSays'
    | 'noReason'
    | 'refusedNoReason'
    | 'said'
    | 'timedOut'
    | 'cancelled'
    | 'neverFound'
    | 'abandoned'
    | 'abandonedOther'
    | 'notConfirmed'
    | 'paused'
    | 'pausedLost'
    | 'pausedOther'
    | 'pausedGeneric'
    | 'stalled'
    | 'idle'
    | 'unknown'
    | 'noPullRequest'
    | 'checksNeedApproval';
  /** What the text quotes. */
  values: { message?: string; word?: string };
  remedy?: 'failedRemedy' | 'modelRemedy';
  actions: NoteAction[];
  /** Whether to say when the portal looks for the task next. */
  isSearching?: boolean;
};

/**
 * The note of a task, `undefined` if its state says it all.
 *
 * @param viewer - the entity ref of who looks: only the requester can sign in to
 * go on, have a task looked for, or say that it never started
 */
export function presentNote(
  task: Task,
  viewer: string | undefined,
): TaskNote | undefined {
  switch (presentState(task).label) {
    case 'needsYourAnswer':
      return isRequester(task, viewer)
        ? note('attention', 'answer', 'answer')
        : note('attention', 'answerOther', 'view_on_github');
    case 'failed':
      return failedNote(task);
    case 'timedOut':
      return quote('danger', task.error?.message, 'timedOut', 'start_again');
    case 'cancelled':
      return quote('muted', task.error?.message, 'cancelled', 'start_again');
    case 'refused':
      return quote(
        'danger',
        task.dispatch.error?.message,
        'refusedNoReason',
        'start_anew',
      );
    case 'notConfirmed':
      return notConfirmedNote(task, viewer);
    case 'abandoned':
      return isRequester(task, viewer)
        ? note('muted', 'abandoned', 'start_anew')
        : note('muted', 'abandonedOther', 'start_anew');
    case 'paused':
      return pausedNote(task, viewer);
    case 'stalled':
      return note('attention', 'stalled', 'view_on_github');
    case 'idle':
      return note('muted', 'idle', 'view_on_github');
    case 'unknown':
      return {
        ...note('muted', 'unknown', 'view_on_github'),
        values: { word: task.rawState },
      };
    case 'completed':
      return completedNote(task);
    default:
      return undefined;
  }
}

function failedNote(task: Task): TaskNote {
  const message = task.error?.message;
  // The portal's own sentence for a failure of which GitHub says nothing.
  if (!message || message.startsWith('GitHub gave no reason'))
    return quote('danger', message, 'noReason', 'start_again');
  return {
    ...note('danger', 'gitHubSays', 'start_again'),
    values: { message: asSentence(message) },
    // GitHub says in words only that a model is not to be had (facts §2).
    remedy: /\bmodel\b/i.test(message) ? 'modelRemedy' : 'failedRemedy',
  };
}

/** A remedy follows GitHub's words, which do not always end like a sentence. */
function asSentence(words: string): string {
  return /[.!?…]$/.test(words) ? words : `${words}.`;
}

function pausedNote(task: Task, viewer: string | undefined): TaskNote {
  if (task.tracking.reason !== 'sign_in_required')
    return note('muted', 'pausedGeneric');
  if (!isRequester(task, viewer)) return note('muted', 'pausedOther');
  const text = task.dispatch.status === 'unknown' ? 'pausedLost' : 'paused';
  return note('muted', text, 'sign_in', 'connect');
}

function notConfirmedNote(task: Task, viewer: string | undefined): TaskNote {
  const { status } = task.tracking;
  if (status === 'paused') return pausedNote(task, viewer);
  // In time the portal looks for a lost task no more.
  if (status === 'ended') {
    const message = task.dispatch.error?.message;
    return quote('attention', message, 'neverFound', 'start_anew');
  }
  const actions: NoteAction[] = isRequester(task, viewer)
    ? ['check_again', 'never_started']
    : [];
  return { ...note('muted', 'notConfirmed', ...actions), isSearching: true };
}

function completedNote(task: Task): TaskNote | undefined {
  const { pullRequest, createPullRequest } = task;
  if (!pullRequest) {
    return createPullRequest
      ? note('muted', 'noPullRequest', 'view_on_github')
      : undefined;
  }
  return pullRequest.state === 'open' &&
    pullRequest.checks === 'action_required'
    ? note('attention', 'checksNeedApproval', 'view_pull_request')
    : undefined;
}

/** What the portal or GitHub said, or our own words where they said nothing. */
function quote(
  tone: Tone,
  message: string | undefined,
  otherwise: TaskNote['text'],
  action: NoteAction,
): TaskNote {
  return {
    ...note(tone, message ? 'said' : otherwise, action),
    values: { message },
  };
}

function note(
  tone: Tone,
  text: TaskNote['text'],
  ...actions: NoteAction[]
): TaskNote {
  return { tone, text, actions, values: {} };
}
