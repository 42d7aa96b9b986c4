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

import type {
  Grant,
  PullRequest,
  Session,
  Task,
  TaskDetail,
  Transition,
} from 'backstage-plugin-agent-tasks-common';
import { DateTime } from 'luxon';

/** The person who looks at the fixtures. */
export const VIEWER = 'user:default/ada';

/** An ISO time so many minutes before now. */
export function minutesAgo(minutes: number): string {
  return DateTime.utc().minus({ minutes }).toISO();
}

const BRIEF = [
  'Create the service billing-service in services/billing after the golden path:',
  '',
  '- Node 22 and Express',
  '- OpenTelemetry for traces and metrics',
  '- a health endpoint at /healthz',
  '- unit tests for every route',
  '- catalog-info.yaml with owner platform',
  '',
  'Follow docs/golden-path.md. Do not touch other services.',
  '',
  'Done means: npm test passes, the service starts, and README.md says how.',
].join('\n');

function after(time: string, seconds: number): string {
  return DateTime.fromISO(time).plus({ seconds }).toUTC().toISO()!;
}

/** What usually happens in the first minute of a task that was asked for at a time. */
function courseSince(at: string): Transition[] {
  return [
    { at, kind: 'dispatch', to: 'pending' },
    {
      at: after(at, 1),
      kind: 'dispatch',
      from: 'pending',
      to: 'accepted',
    },
    { at: after(at, 2), kind: 'state', to: 'queued' },
    { at: after(at, 24), kind: 'state', from: 'queued', to: 'in_progress' },
    { at: after(at, 35), kind: 'pull_request', to: 'draft', note: '#42' },
  ];
}

/** What happened to a task that GitHub has not accepted. */
function courseOfDispatch(task: Task): Transition[] {
  const { createdAt: at, dispatch, tracking } = task;
  const course: Transition[] = [{ at, kind: 'dispatch', to: 'pending' }];
  if (dispatch.status === 'pending') return course;
  course.push({
    at: after(at, 2),
    kind: 'dispatch',
    from: 'pending',
    to: dispatch.status,
    note: dispatch.error?.message,
  });
  if (tracking.reason === 'abandoned') {
    course.push({
      at: task.updatedAt,
      kind: 'dispatch',
      from: 'unknown',
      to: 'abandoned',
    });
  }
  if (tracking.reason === 'not_found')
    course.push({ at: task.updatedAt, kind: 'tracking', to: 'not_found' });
  return course;
}

function sessionSince(at: string): Session {
  return {
    id: 'session-1',
    state: 'in_progress',
    rawState: 'in_progress',
    name: 'Scaffolding the billing service',
    model: 'claude-sonnet-4.6',
    headRef: 'copilot/scaffold-billing',
    baseRef: 'main',
    createdAt: after(at, 24),
    updatedAt: after(at, 60),
  };
}

/** A task in progress, with whatever a case needs to differ. */
export function aTask(changes: Partial<Task> = {}): Task {
  return {
    id: 'task-1',
    repository: 'acme/billing',
    host: 'github.com',
    title: 'Scaffold billing-service',
    prompt: BRIEF,
    state: 'in_progress',
    rawState: 'in_progress',
    dispatch: { status: 'accepted' },
    requestedBy: VIEWER,
    githubLogin: 'ada',
    entityRef: 'component:default/billing',
    baseRef: 'main',
    model: 'claude-sonnet-4.6',
    createPullRequest: true,
    source: 'portal',
    github: {
      taskId: '6f2b7c1e-0c52-4b7e-9a65-7b7f0f6a3c11',
      htmlUrl: 'https://github.com/acme/billing/tasks/6f2b7c1e',
    },
    branch: 'copilot/scaffold-billing',
    tracking: {
      status: 'live',
      lastCheckedAt: minutesAgo(0.1),
      nextCheckAt: minutesAgo(-0.15),
    },
    createdAt: minutesAgo(4.3),
    updatedAt: minutesAgo(1),
    ...changes,
  };
}

/** A draft pull request, with whatever a case needs to differ. */
export function aPullRequest(changes: Partial<PullRequest> = {}): PullRequest {
  return {
    number: 42,
    title: '[WIP] Scaffold billing-service',
    url: 'https://github.com/acme/billing/pull/42',
    state: 'open',
    isDraft: true,
    checks: 'none',
    additions: 0,
    deletions: 0,
    ...changes,
  };
}

/** A grant that holds. */
export function aGrant(changes: Partial<Grant> = {}): Grant {
  return {
    isOffered: true,
    status: 'active',
    githubLogin: 'ada',
    connectedAt: minutesAgo(60 * 24 * 12),
    expiresAt: minutesAgo(-60 * 24 * 170),
    ...changes,
  };
}

/** The details of a task: its transitions so far and one session. */
export function aTaskDetail(changes: Partial<TaskDetail> = {}): TaskDetail {
  const task = aTask({ pullRequest: aPullRequest(), ...changes });
  if (task.dispatch.status !== 'accepted') {
    return {
      ...task,
      pullRequest: undefined,
      transitions: courseOfDispatch(task),
      sessions: [],
    };
  }
  return {
    ...task,
    transitions: courseSince(task.createdAt),
    sessions: [sessionSince(task.createdAt)],
    ...changes,
  };
}
