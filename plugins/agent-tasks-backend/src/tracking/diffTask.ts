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

import { isDeepStrictEqual } from 'node:util';
import {
  isSettledState,
  type PullRequest,
  type Session,
  type Transition,
} from 'backstage-plugin-agent-tasks-common';
import type {
  GitHubSession,
  GitHubTask,
  GitHubTaskDetail,
} from '../github/types';
import type { TaskFields } from '../tasks/TaskStore';
import type { StoredTask } from '../tasks/types';
import { describeOutcome } from './describeOutcome';
import { sumUsage } from './sumUsage';

/** What was learnt of a task, and what of it is worth telling. */
export interface TaskDiff {
  /** Only those that changed. */
  fields: TaskFields;
  transitions: Transition[];
  /** Present if GitHub showed any: at times it leaves out those that there are. */
  sessions?: Session[];
}

export interface DiffInput {
  /** As the portal has it. */
  task: StoredTask;
  /** As GitHub has it; absent if it was not asked. */
  detail?: GitHubTaskDetail;
  /** Absent if it was not asked for or not found. */
  pullRequest?: PullRequest;
  /** When it was seen, ISO 8601. */
  at: string;
}

/** What changed on GitHub since the portal last looked; pure. */
export function diffTask(input: DiffInput): TaskDiff {
  const { task, detail, at } = input;
  const pullRequest = input.pullRequest ?? task.pullRequest;
  const seen: TaskFields = detail ? readDetail(task, detail, at) : {};
  const fields = onlyChanged(task, { ...seen, pullRequest });
  if (Object.keys(fields).length > 0) fields.progressedAt = at;
  return {
    fields,
    transitions: [
      ...stateTransitions(task, fields, at),
      ...pullRequestTransitions(task.pullRequest, pullRequest, at),
    ],
    ...(detail?.sessions.length && {
      sessions: detail.sessions.map(toSession),
    }),
  };
}

/**
 * Whether a listing shows that a task moved. Not `updated_at` alone: it counts
 * whole seconds, and two changes can fall into one.
 */
export function hasMoved(task: StoredTask, listed: GitHubTask): boolean {
  const { seen } = task;
  // GitHub leaves fields out at times: what is not shown has not moved.
  const differs = <T>(now: T | undefined, before: T | undefined) =>
    now !== undefined && now !== before;
  return (
    seen.updatedAt === undefined ||
    differs(listed.updatedAt, seen.updatedAt) ||
    differs(listed.sessionCount, seen.sessionCount) ||
    differs(listed.rawState, task.rawState) ||
    differs(listed.pull?.id, seen.pull?.id) ||
    differs(listed.branch?.headRef, task.branch)
  );
}

function readDetail(
  task: StoredTask,
  detail: GitHubTaskDetail,
  at: string,
): TaskFields {
  const { state, rawState, htmlUrl, sessions } = detail;
  const lastSession = sessions.at(-1);
  return {
    state,
    rawState,
    github: { ...task.github, ...(htmlUrl && { htmlUrl }) },
    seen: withoutUndefined({
      updatedAt: detail.updatedAt ?? detail.createdAt,
      sessionCount: detail.sessionCount,
      repositoryId: detail.repositoryId ?? task.seen.repositoryId,
      pull: detail.pull && withoutUndefined(detail.pull),
      lacksCost:
        sessions.length > 0
          ? sessions.some(({ usage }) => usage === undefined) || undefined
          : task.seen.lacksCost,
    }),
    branch: detail.branch?.headRef ?? lastSession?.headRef ?? task.branch,
    usage: sumUsage(sessions) ?? task.usage,
    error: describeOutcome(state, lastSession?.error),
    completedAt: isSettledState(state)
      ? toIso(lastSession?.completedAt) ??
        (task.state === state ? task.completedAt : undefined) ??
        at
      : undefined,
  };
}

function stateTransitions(
  task: StoredTask,
  fields: TaskFields,
  at: string,
): Transition[] {
  if (!('rawState' in fields) && !('state' in fields)) return [];
  const to = fields.state ?? task.state!;
  const note = to === 'unknown' ? fields.rawState : fields.error?.message;
  return [
    {
      at,
      kind: 'state',
      ...(task.state && { from: task.state }),
      to,
      ...(note && { note }),
    },
  ];
}

function pullRequestTransitions(
  before: PullRequest | undefined,
  after: PullRequest | undefined,
  at: string,
): Transition[] {
  if (!after) return [];
  const to = faceOf(after);
  const from = before?.number === after.number ? faceOf(before) : undefined;
  if (from === to) return [];
  return [
    {
      at,
      kind: 'pull_request',
      ...(from && { from }),
      to,
      note: `#${after.number}`,
    },
  ];
}

/** Merged and closed win over draft. */
function faceOf(pullRequest: PullRequest): string {
  return pullRequest.state === 'open' && pullRequest.isDraft
    ? 'draft'
    : pullRequest.state;
}

function onlyChanged(task: StoredTask, fields: TaskFields): TaskFields {
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([name, value]) =>
        !isDeepStrictEqual(value, task[name as keyof StoredTask]),
    ),
  );
}

function toSession(session: GitHubSession): Session {
  const {
    prompt: _prompt,
    createdAt,
    updatedAt,
    completedAt,
    ...rest
  } = session;
  return withoutUndefined({
    ...rest,
    createdAt: toIso(createdAt),
    updatedAt: toIso(updatedAt),
    completedAt: toIso(completedAt),
  });
}

/** GitHub's times, with or without fractions of a second, in one format. */
function toIso(time: string | undefined): string | undefined {
  const ms = time === undefined ? NaN : Date.parse(time);
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}

function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(
    Object.entries(value).filter(([, v]) => v !== undefined),
  ) as T;
}
