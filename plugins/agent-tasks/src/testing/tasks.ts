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

import type { Task, TaskState } from 'backstage-plugin-agent-tasks-common';
import { aPullRequest, aTask, minutesAgo } from './fixtures';

/** A task that has ended in a state, so many minutes ago. */
function ended(
  state: TaskState,
  minutes: number,
  changes: Partial<Task>,
): Task {
  return aTask({
    state,
    rawState: state,
    createdAt: minutesAgo(minutes + 6),
    updatedAt: minutesAgo(minutes),
    completedAt: minutesAgo(minutes),
    tracking: { status: 'ended', lastCheckedAt: minutesAgo(minutes) },
    ...changes,
  });
}

/** A task in every face that the user interface knows, newest first. */
export const TASKS: Task[] = [
  aTask({
    id: 'starting',
    title: 'Add a changelog',
    state: undefined,
    rawState: undefined,
    dispatch: { status: 'pending' },
    github: {},
    branch: undefined,
    createdAt: minutesAgo(0.05),
  }),
  aTask({
    id: 'queued',
    title: 'Document the public API',
    state: 'queued',
    rawState: 'queued',
    branch: undefined,
    createdAt: minutesAgo(0.4),
  }),
  aTask({ id: 'in-progress', pullRequest: aPullRequest() }),
  aTask({
    id: 'waiting',
    title: 'Move invoices to the new ledger',
    state: 'waiting_for_user',
    rawState: 'waiting_for_user',
    createdAt: minutesAgo(20),
    updatedAt: minutesAgo(12),
  }),
  aTask({
    id: 'paused',
    title: 'Scaffold payments',
    createdAt: minutesAgo(70),
    tracking: {
      status: 'paused',
      reason: 'sign_in_required',
      lastCheckedAt: minutesAgo(61),
    },
  }),
  aTask({
    id: 'not-confirmed',
    title: 'Rotate the signing key',
    state: undefined,
    rawState: undefined,
    dispatch: { status: 'unknown' },
    github: {},
    branch: undefined,
    createdAt: minutesAgo(71),
  }),
  aTask({
    id: 'abandoned',
    title: 'Rotate the webhook secret',
    state: undefined,
    rawState: undefined,
    dispatch: { status: 'unknown' },
    github: {},
    branch: undefined,
    tracking: { status: 'ended', reason: 'abandoned' },
    createdAt: minutesAgo(106),
  }),
  aTask({
    id: 'stalled',
    title: 'Untangle the retry logic',
    createdAt: minutesAgo(99),
    tracking: {
      status: 'live',
      reason: 'stalled',
      lastCheckedAt: minutesAgo(0.2),
    },
  }),
  aTask({
    id: 'never-found',
    title: 'Add a rate limit',
    state: undefined,
    rawState: undefined,
    dispatch: {
      status: 'unknown',
      error: {
        code: 'github_timeout',
        message:
          "GitHub's answer was lost and no such task has shown up for a day. Look on GitHub before you start it again.",
      },
    },
    github: {},
    branch: undefined,
    tracking: { status: 'ended', reason: 'not_found' },
    createdAt: minutesAgo(105),
  }),
  aTask({
    id: 'idle',
    title: 'Sketch a cache for prices',
    state: 'idle',
    rawState: 'idle',
    createdAt: minutesAgo(110),
    updatedAt: minutesAgo(100),
  }),
  ended('completed', 120, {
    id: 'ready',
    title: 'Add OpenTelemetry to the API',
    pullRequest: aPullRequest({
      number: 39,
      title: 'Add OpenTelemetry to the API',
      checks: 'success',
      additions: 412,
      deletions: 8,
    }),
    usage: { aiCreditsNano: '403451775000' },
  }),
  ended('completed', 180, {
    id: 'merged',
    title: 'Cache the exchange rates',
    pullRequest: aPullRequest({
      number: 38,
      title: 'Cache the exchange rates',
      state: 'merged',
      isDraft: false,
      checks: 'success',
      reviewDecision: 'APPROVED',
      additions: 96,
      deletions: 12,
    }),
  }),
  ended('completed', 200, {
    id: 'closed',
    title: 'Rewrite the parser',
    pullRequest: aPullRequest({
      number: 37,
      title: 'Rewrite the parser',
      state: 'closed',
      isDraft: false,
    }),
  }),
  ended('completed', 220, {
    id: 'checks-wait',
    title: 'Pin the base image',
    pullRequest: aPullRequest({
      number: 36,
      title: 'Pin the base image',
      checks: 'action_required',
      additions: 4,
      deletions: 4,
    }),
  }),
  ended('completed', 300, {
    id: 'no-pull-request',
    title: 'Why is the build slow?',
    branch: undefined,
  }),
  ended('failed', 1440, {
    id: 'failed',
    title: 'Bump the lockfile',
    error: {
      code: 'agent_failed',
      message: 'Requested model is not available for your plan.',
    },
  }),
  ended('timed_out', 1500, {
    id: 'timed-out',
    title: 'Port everything to TypeScript',
  }),
  ended('cancelled', 1600, {
    id: 'cancelled',
    title: 'Try another queue',
    error: {
      code: 'cancelled',
      message:
        'The session was stopped on GitHub. Start the task again if it is still wanted.',
    },
  }),
  aTask({
    id: 'refused',
    title: 'Delete the payroll tables',
    state: undefined,
    rawState: undefined,
    github: {},
    branch: undefined,
    dispatch: {
      status: 'rejected',
      error: {
        code: 'github_rejected',
        message:
          'GitHub refused the task: the base branch does not exist. Name an existing branch and start again.',
      },
    },
    tracking: { status: 'ended' },
    createdAt: minutesAgo(3000),
  }),
  aTask({
    id: 'unknown-state',
    title: 'Split the monolith',
    state: 'unknown',
    rawState: 'awaiting_quota',
    createdAt: minutesAgo(4000),
  }),
];
