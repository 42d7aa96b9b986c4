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

import type { Knex } from 'knex';
import type { StoredTask } from '../types';
import type { TaskFields, TaskIntent } from '../TaskStore';

/** A row of `tasks`, with what `followed_users` says about its owner. */
export interface TaskRow {
  id: string;
  host: string;
  repository: string;
  repository_key: string;
  title: string;
  prompt: string;
  state: string | null;
  raw_state: string | null;
  dispatch_status: string;
  dispatch_error: string | null;
  requested_by: string;
  github_login: string;
  /** PostgreSQL gives a bigint as a string. */
  github_user_id: number | string;
  entity_ref: string | null;
  base_ref: string | null;
  head_ref: string | null;
  model: string | null;
  custom_agent: string | null;
  /** SQLite gives a boolean as 0 or 1. */
  create_pull_request: boolean | number;
  source: string;
  idempotency_key: string | null;
  request_hash: string | null;
  rule_id: string | null;
  sent_at: string | null;
  github_task_id: string | null;
  github_html_url: string | null;
  seen: string;
  pull_request: string | null;
  pull_request_number: number | null;
  refresh_requested_at: string | null;
  branch: string | null;
  usage: string | null;
  error: string | null;
  tracking_status: string;
  tracking_reason: string | null;
  created_at: string;
  updated_at: string;
  progressed_at: string;
  completed_at: string | null;
  version: number;
  last_checked_at?: string | null;
  next_check_at?: string | null;
  last_swept_at?: string | null;
  next_sweep_at?: string | null;
  paused_reason?: string | null;
}

/** Tasks with what `followed_users` says about their owners. */
export function selectTasks(db: Knex): Knex.QueryBuilder<any, TaskRow[]> {
  return db('tasks')
    .leftJoin('followed_users', join =>
      join
        .on('followed_users.user_entity_ref', 'tasks.requested_by')
        .andOn('followed_users.github_user_id', 'tasks.github_user_id'),
    )
    .select(
      'tasks.*',
      'followed_users.last_checked_at',
      'followed_users.next_check_at',
      'followed_users.last_swept_at',
      'followed_users.next_sweep_at',
      'followed_users.paused_reason',
    );
}

/** Reads a row; absent instead of null. */
export function toStoredTask(row: TaskRow): StoredTask {
  return withoutEmpty({
    id: row.id,
    repository: row.repository,
    host: row.host,
    title: row.title,
    prompt: row.prompt,
    state: row.state,
    rawState: row.raw_state,
    dispatch: withoutEmpty({
      status: row.dispatch_status,
      error: parse(row.dispatch_error),
    }),
    requestedBy: row.requested_by,
    githubLogin: row.github_login,
    githubUserId: Number(row.github_user_id),
    idempotencyKey: row.idempotency_key,
    sentAt: row.sent_at,
    entityRef: row.entity_ref,
    baseRef: row.base_ref,
    headRef: row.head_ref,
    model: row.model,
    customAgent: row.custom_agent,
    createPullRequest: Boolean(row.create_pull_request),
    source: row.source,
    github: withoutEmpty({
      taskId: row.github_task_id,
      htmlUrl: row.github_html_url,
    }),
    seen: parse(row.seen),
    pullRequest: parse(row.pull_request),
    branch: row.branch,
    usage: parse(row.usage),
    tracking: toTracking(row),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    progressedAt: row.progressed_at,
    refreshRequestedAt: row.refresh_requested_at,
    completedAt: row.completed_at,
    error: parse(row.error),
    version: row.version,
  }) as StoredTask;
}

/**
 * A task's own tracking, overlaid by its owner's: whether the owner's tasks are
 * paused, and when the owner was and will be asked about. Kept per owner, so
 * that a poll writes one row however many tasks it covers.
 */
function toTracking(row: TaskRow): object {
  const status = row.tracking_status;
  if (status === 'ended') {
    return withoutEmpty({ status, reason: row.tracking_reason });
  }
  const isSlow = status === 'slow';
  const lastCheckedAt =
    (isSlow ? row.last_swept_at : undefined) ?? row.last_checked_at;
  if (row.paused_reason) {
    return withoutEmpty({
      status: 'paused',
      reason: row.paused_reason,
      lastCheckedAt,
    });
  }
  return withoutEmpty({
    status,
    reason: row.tracking_reason,
    lastCheckedAt,
    nextCheckAt: isSlow
      ? row.next_sweep_at ?? row.next_check_at
      : row.next_check_at,
  });
}

/** The columns of a new task. */
export function toIntentRow(intent: TaskIntent): Partial<TaskRow> {
  const { task, idempotencyKey, requestHash, ruleId } = intent;
  return {
    id: task.id,
    host: task.host,
    repository: task.repository,
    repository_key: toRepositoryKey(task.repository),
    title: task.title,
    prompt: task.prompt,
    requested_by: task.requestedBy,
    github_login: task.githubLogin,
    github_user_id: task.githubUserId,
    entity_ref: task.entityRef ?? null,
    base_ref: task.baseRef ?? null,
    head_ref: task.headRef ?? null,
    model: task.model ?? null,
    custom_agent: task.customAgent ?? null,
    create_pull_request: task.createPullRequest,
    source: task.source,
    idempotency_key: idempotencyKey ?? null,
    request_hash: requestHash,
    rule_id: ruleId ?? null,
    created_at: task.createdAt,
    updated_at: task.updatedAt,
    version: task.version,
    ...toFieldColumns({
      dispatch: task.dispatch,
      seen: task.seen,
      progressedAt: task.progressedAt,
      tracking: task.tracking,
    }),
  };
}

/** The columns of the fields that are named, and of no others. */
export function toFieldColumns(fields: TaskFields): Partial<TaskRow> {
  const columns: Partial<TaskRow> = {};
  const set = <K extends keyof TaskRow>(
    field: keyof TaskFields,
    column: K,
    value: unknown,
  ) => {
    if (field in fields) columns[column] = (value ?? null) as TaskRow[K];
  };
  set('state', 'state', fields.state);
  set('rawState', 'raw_state', fields.rawState);
  set('dispatch', 'dispatch_status', fields.dispatch?.status);
  set('dispatch', 'dispatch_error', stringify(fields.dispatch?.error));
  set('github', 'github_task_id', fields.github?.taskId);
  set('github', 'github_html_url', fields.github?.htmlUrl);
  set('seen', 'seen', stringify(fields.seen));
  set('pullRequest', 'pull_request', stringify(fields.pullRequest));
  set('pullRequest', 'pull_request_number', fields.pullRequest?.number);
  set('branch', 'branch', fields.branch);
  set('usage', 'usage', stringify(fields.usage));
  set('error', 'error', stringify(fields.error));
  set('completedAt', 'completed_at', fields.completedAt);
  set('progressedAt', 'progressed_at', fields.progressedAt);
  set('tracking', 'tracking_status', fields.tracking?.status);
  set('tracking', 'tracking_reason', fields.tracking?.reason);
  return columns;
}

/** GitHub compares owners and names without regard to case. */
export function toRepositoryKey(repository: string): string {
  return repository.toLowerCase();
}

function parse(json: string | null): any {
  return json === null ? undefined : JSON.parse(json);
}

function stringify(value: unknown): string | undefined {
  return value === undefined ? undefined : JSON.stringify(value);
}

function withoutEmpty<T extends object>(value: T): T {
  return Object.fromEntries(
    Object.entries(value).filter(([, v]) => v !== null && v !== undefined),
  ) as T;
}
