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

/** What a row of `tasks` is about; the rest is alike in all of them. */
export interface TaskRowOptions {
  id: string;
  /** GitHub's id of the task. */
  githubTaskId: string;
  repository: string;
  requestedBy: string;
  login: string;
  githubUserId: number;
  entityRef?: string;
  state: string;
  tracking: 'live' | 'slow' | 'ended';
  createdAt: string;
  branch?: string;
  /** Without it there is one that GitHub has never heard of. */
  pull?: { id: number; nodeId: string; number: number; title: string };
}

const PROMPT =
  'Scaffold a service in TypeScript with an HTTP API, a health check, tests and a pipeline that builds an image. ';

/** A row as the plugin would have written it by now, of the size that real ones have. */
export function taskRow(host: string, options: TaskRowOptions) {
  const { repository, createdAt } = options;
  const isEnded = options.tracking === 'ended';
  const { pull } = options;
  const number = pull?.number ?? 7;
  return {
    id: options.id,
    host,
    repository,
    repository_key: repository.toLowerCase(),
    title: 'Scaffold a service in TypeScript',
    prompt: PROMPT.repeat(6),
    state: options.state,
    raw_state: options.state,
    dispatch_status: 'accepted',
    requested_by: options.requestedBy,
    github_login: options.login,
    github_user_id: options.githubUserId,
    entity_ref: options.entityRef ?? null,
    base_ref: 'main',
    model: 'claude-sonnet-4.6',
    create_pull_request: true,
    source: 'scaffolder',
    github_task_id: options.githubTaskId,
    github_html_url: `http://${host}/${repository}/tasks/${options.githubTaskId}`,
    seen: JSON.stringify({
      updatedAt: createdAt,
      sessionCount: 1,
      pull: pull && { id: pull.id, globalId: pull.nodeId },
    }),
    pull_request: JSON.stringify({
      number,
      title: pull?.title ?? 'Scaffold a service in TypeScript',
      url: `http://${host}/${repository}/pull/${number}`,
      state: isEnded ? 'merged' : 'open',
      isDraft: !isEnded,
      reviewDecision: isEnded ? 'APPROVED' : 'REVIEW_REQUIRED',
      checks: isEnded ? 'success' : 'none',
      additions: 1,
      deletions: 0,
    }),
    pull_request_number: number,
    branch: options.branch ?? 'copilot/scaffold-a-service',
    usage: isEnded ? JSON.stringify({ aiCreditsNano: '120000000000' }) : null,
    tracking_status: options.tracking,
    created_at: createdAt,
    updated_at: createdAt,
    progressed_at: createdAt,
    completed_at: isEnded ? createdAt : null,
    sent_at: createdAt,
    version: 3,
  };
}

/** A row of `tasks`. */
export type TaskRow = ReturnType<typeof taskRow>;
