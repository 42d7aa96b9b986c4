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
  AgentTasksError,
  PullRequest,
  TaskState,
} from 'backstage-plugin-agent-tasks-common';

/** A raw answer of GitHub, whatever its status. */
export interface GitHubAnswer {
  status: number;
  /** Lower-case names. */
  headers: Record<string, string>;
  /** The body exactly as GitHub sent it; empty for 204 and 304. */
  body: string;
}

/** One exchange with GitHub, as much of it as may be counted and traced. */
export interface GitHubCall {
  method: string;
  /** A template such as `/agents/tasks/{task_id}`, never with a name, an id or a query in it. */
  route: string;
}

/** Looks on while GitHub is asked; a call that is tried again is another one. */
export interface GitHubCallObserver {
  /**
   * Must run it once and pass on what comes of it, whatever its status;
   * `run` throws where no answer came.
   */
  observe(
    call: GitHubCall,
    run: () => Promise<GitHubAnswer>,
  ): Promise<GitHubAnswer>;
}

export interface GitHubUser {
  /** Numeric id: the identity. A login can change hands. */
  id: number;
  login: string;
}

export interface GitHubRepository {
  id: number;
  /** `owner/name` as GitHub spells it. */
  fullName: string;
  /** Whether the token's user may push. */
  canPush: boolean;
}

export interface GitHubUsage {
  /** Billionths of an AI credit, summed as integers. */
  aiCreditsNano?: string;
  premiumRequests?: number;
}

export interface GitHubSession {
  id: string;
  state: TaskState;
  rawState: string;
  name?: string;
  /** The prompt as it was sent: the only key by which a lost task can be found again. */
  prompt?: string;
  headRef?: string;
  baseRef?: string;
  /** Without GitHub's namespace: `gpt-5.4`, not `sweagent-capi:gpt-5.4`. */
  model?: string;
  usage?: GitHubUsage;
  error?: string;
  createdAt?: string;
  updatedAt?: string;
  completedAt?: string;
}

/** A task as GitHub's listings show it, read leniently. */
export interface GitHubTask {
  id: string;
  state: TaskState;
  rawState: string;
  name?: string;
  /** Shown, never built or parsed. */
  htmlUrl?: string;
  creatorId?: number;
  repositoryId?: number;
  /** `owner/name`, only where GitHub sent the rich object. */
  repository?: string;
  sessionCount?: number;
  /** `id` is the database id, never the number. */
  pull?: { id?: number; globalId?: string };
  branch?: { headRef: string; baseRef: string };
  createdAt: string;
  updatedAt?: string;
}

export interface GitHubTaskDetail extends GitHubTask {
  sessions: GitHubSession[];
}

/** By what a pull request can be found, in the order in which it is tried (facts §3). */
export interface PullRequestQuery {
  /** Names this query in the answer. */
  key: string;
  /** `owner/name`. */
  repository: string;
  repositoryId?: number;
  pull?: { id?: number; globalId?: string };
  headRef?: string;
  /** Whether the caller named the branch; then the pull request may be older than the task. */
  headRefWasGiven: boolean;
  taskCreatedAt: string;
}

/** The outcome of `POST /agents/repos/{owner}/{repo}/tasks`, sent exactly once. */
export type CreateTaskOutcome =
  | { kind: 'accepted'; task: GitHubTask; answer: GitHubAnswer }
  /** Certain: no task was made. `answer` is absent where nothing was sent. */
  | { kind: 'refused'; error: AgentTasksError; answer?: GitHubAnswer }
  /** A task may have been made: time-out, reset, 5xx, unreadable body. */
  | { kind: 'ambiguous'; error: AgentTasksError; answer?: GitHubAnswer };

/** GitHub's own names for the fields of the POST body. */
export interface CreateTaskBody {
  prompt: string;
  base_ref?: string;
  head_ref?: string;
  model?: string;
  custom_agent?: string;
  create_pull_request: boolean;
}

export interface ListTasksOptions {
  /** ISO 8601: only tasks updated at or after. */
  since?: string;
  /** Only tasks in GitHub's archive; the others if false. */
  archived?: boolean;
  /** Of an earlier answer; `notModified` is answered where it still holds. */
  etag?: string;
}

/** What GitHub said of the user's rate limit (facts §5: per user, over all tokens). */
export interface GitHubRateLimit {
  /** Calls per hour. */
  limit: number;
  remaining: number;
  /** When `remaining` is `limit` again, ISO 8601, by GitHub's clock. */
  resetAt: string;
}

export interface ListTasksResult {
  tasks: GitHubTask[];
  /** Absent where GitHub did not say. */
  rateLimit?: GitHubRateLimit;
  notModified: boolean;
  etag?: string;
}

/**
 * All that the portal asks GitHub. Every call is made with a user's own token
 * and, unless it says otherwise, throws an `AgentTasksError` that tells why it
 * failed (triage). Reads are retried and throttled; the POST is sent once.
 */
export interface GitHubClient {
  /**
   * One attempt of a read, at once, for the proxy: resolves with the answer
   * whatever its status; throws `github_timeout` or `github_unavailable` where there is none.
   */
  relay(options: {
    token: string;
    /** Below the API's base URL, starting with a slash, without query. */
    path: string;
    /** The raw query string, without the question mark. */
    query?: string;
    headers?: Record<string, string>;
  }): Promise<GitHubAnswer>;
  getUser(token: string): Promise<GitHubUser>;
  /** Those of these repositories that GitHub shows to the token, one call for a hundred. */
  findShownRepositories(
    token: string,
    repositories: string[],
  ): Promise<Set<string>>;
  /** Every repository the token's user may push to; bounded, most recently pushed first. */
  listWritableRepositories(token: string): Promise<GitHubRepository[]>;
  createTask(options: {
    token: string;
    repository: string;
    /** JSON text of a {@link CreateTaskBody}, with any further keys of a proxy caller. */
    body: string;
    apiVersion?: string;
    /**
     * Asked once, right before the request leaves, after all waiting for pace;
     * with `false` it is not sent and the outcome is `refused`.
     */
    mayLeave?: () => Promise<boolean>;
  }): Promise<CreateTaskOutcome>;
  /** All pages of `GET /agents/tasks`, without doubles, sorted by updated_at. */
  listTasks(
    token: string,
    options?: ListTasksOptions,
  ): Promise<ListTasksResult>;
  /** All pages of the repository's listing, of one creator. */
  listRepositoryTasks(
    token: string,
    repository: string,
    options: ListTasksOptions & { creatorId: number },
  ): Promise<ListTasksResult>;
  /** `undefined`: GitHub does not show it (it may not have appeared yet). */
  getTask(
    token: string,
    repository: string,
    taskId: string,
  ): Promise<GitHubTaskDetail | undefined>;
  /** Pull requests by the key of their query; one that cannot be found is absent, never an error for the others. */
  getPullRequests(
    token: string,
    queries: PullRequestQuery[],
  ): Promise<Map<string, PullRequest>>;
}
