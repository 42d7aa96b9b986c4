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

/**
 * GitHub.
 *
 * All that the plugin asks GitHub goes through here, always with a user's own
 * token. What GitHub's answers mean is decided in pure functions beside this
 * file: `triage` (refusals), `readTask` (tasks), `readCreateOutcome` (the POST).
 *
 * Promised: a read that fails for a passing reason (connection lost, 5xx) is
 * tried three times within about a second and a half; a rate limit is told at
 * once and never waited for; nothing waits longer than the request time-out for
 * one answer; the POST is sent exactly once. Tokens are kept nowhere, logged
 * nowhere, and never sent to another host than the configured one.
 *
 * Not promised: that a list is complete. Lists are cut off after
 * {@link MOST_PAGES} pages, and tasks that move while pages are read may be
 * missed until the next time.
 *
 * Nothing is stored, so a crash loses nothing but the answer it was waiting
 * for; whoever sent a POST must have written that down before.
 */
import {
  AgentTasksError,
  splitRepository,
} from 'backstage-plugin-agent-tasks-common';
import type { Settings } from '../config/types';
import { NoAnswerError } from './exchange';
import { findShownRepositories } from './findShownRepositories';
import { GraphqlReader } from './GraphqlReader';
import { PullRequestResolver } from './PullRequestResolver';
import { orRefusal, readBody, Reader } from './Reader';
import { readCreateOutcome } from './readCreateOutcome';
import { readRateLimit } from './readRateLimit';
import { readTask, readTaskDetail } from './readTask';
import {
  type repositoryAnswerSchema,
  repositoryListAnswerSchema,
  taskAnswerSchema,
  taskListAnswerSchema,
  userAnswerSchema,
} from './schemas';
import { Sender } from './Sender';
import { triageNoAnswer, type GitHubOperation } from './triage';
import type {
  CreateTaskOutcome,
  GitHubAnswer,
  GitHubCallObserver,
  GitHubClient,
  GitHubRepository,
  GitHubTaskDetail,
  GitHubUser,
  ListTasksOptions,
  ListTasksResult,
  PullRequestQuery,
} from './types';

/** 1,000 entries at 100 a page. */
const MOST_PAGES = 10;

/** What {@link OctokitGitHubClient} is made with. */
export interface OctokitGitHubClientOptions {
  settings: Settings['github'];
  /** See `SenderOptions`; for tests, which should not wait. */
  retryBaseMs?: number;
  /** Told of every exchange with GitHub. */
  observer?: GitHubCallObserver;
}

/** {@link GitHubClient} over HTTP, paced by Octokit. */
export class OctokitGitHubClient implements GitHubClient {
  readonly #settings: Settings['github'];
  readonly #sender: Sender;
  readonly #reader: Reader;
  readonly #graphql: GraphqlReader;
  readonly #pullRequests: PullRequestResolver;

  static create(options: OctokitGitHubClientOptions): OctokitGitHubClient {
    return new OctokitGitHubClient(options);
  }

  private constructor({
    settings,
    retryBaseMs,
    observer,
  }: OctokitGitHubClientOptions) {
    const sender = Sender.create({ ...settings, retryBaseMs, observer });
    this.#settings = settings;
    this.#sender = sender;
    this.#reader = Reader.create({ ...settings, sender });
    this.#graphql = GraphqlReader.create({ ...settings, sender });
    this.#pullRequests = PullRequestResolver.create({
      graphql: this.#graphql,
      reader: this.#reader,
    });
  }

  async relay(
    options: Parameters<GitHubClient['relay']>[0],
  ): Promise<GitHubAnswer> {
    const { token, query } = options;
    return orRefusal(
      this.#sender.relay({ token, query, ...this.#target(options) }),
    );
  }

  async getUser(token: string): Promise<GitHubUser> {
    const answer = await this.#reader.get({
      token,
      path: '/user',
      operation: 'other',
    });
    const { id, login } = readBody(answer, userAnswerSchema);
    return { id, login };
  }

  async findShownRepositories(
    token: string,
    repositories: string[],
  ): Promise<Set<string>> {
    return findShownRepositories(this.#graphql, token, repositories);
  }

  async listWritableRepositories(token: string): Promise<GitHubRepository[]> {
    const query = new URLSearchParams({
      sort: 'pushed',
      direction: 'desc',
      per_page: '100',
    });
    const { entries } = await this.#reader.getPages(
      { token, path: '/user/repos', query, operation: 'other' },
      {
        mostPages: MOST_PAGES,
        readPage: answer => readBody(answer, repositoryListAnswerSchema),
      },
    );
    return uniqueById(
      entries
        .filter(entry => !entry.archived && !entry.disabled)
        .map(toRepository)
        .filter(({ canPush }) => canPush),
    );
  }

  async createTask(
    options: Parameters<GitHubClient['createTask']>[0],
  ): Promise<CreateTaskOutcome> {
    const { token, repository, body, apiVersion, mayLeave } = options;
    try {
      const answer = await this.#sender.send({
        token,
        kind: 'write',
        ...this.#target({
          path: `/agents/repos/${inPath(repository)}/tasks`,
          headers: apiVersion ? { 'x-github-api-version': apiVersion } : {},
        }),
        body,
        mayLeave,
      });
      return readCreateOutcome(answer, new Date());
    } catch (error) {
      if (!(error instanceof NoAnswerError)) throw error;
      const refusal = triageNoAnswer(error);
      if (error.reason === 'unsent') return { kind: 'refused', error: refusal };
      return {
        kind: 'ambiguous',
        error: new AgentTasksError(
          refusal.code,
          "GitHub's answer was lost, so the task may or may not have been started. Look for it in the portal or on GitHub before you start it again.",
        ),
      };
    }
  }

  async listTasks(
    token: string,
    options: ListTasksOptions = {},
  ): Promise<ListTasksResult> {
    return this.#listTasks(token, '/agents/tasks', 'list-tasks', options);
  }

  async listRepositoryTasks(
    token: string,
    repository: string,
    options: ListTasksOptions & { creatorId: number },
  ): Promise<ListTasksResult> {
    return this.#listTasks(
      token,
      `/agents/repos/${inPath(repository)}/tasks`,
      'list-repository-tasks',
      options,
    );
  }

  async getTask(
    token: string,
    repository: string,
    taskId: string,
  ): Promise<GitHubTaskDetail | undefined> {
    const path = `/agents/repos/${inPath(repository)}/tasks/${inPath(taskId)}`;
    const answer = await this.#reader.get(
      { token, path, operation: 'get-task' },
      [404],
    );
    if (answer.status === 404) return undefined;
    return readTaskDetail(readBody(answer, taskAnswerSchema), new Date());
  }

  async getPullRequests(token: string, queries: PullRequestQuery[]) {
    return this.#pullRequests.resolve(token, queries);
  }

  async #listTasks(
    token: string,
    path: string,
    operation: GitHubOperation,
    options: ListTasksOptions & { creatorId?: number },
  ): Promise<ListTasksResult> {
    const { since, archived, etag, creatorId } = options;
    const query = new URLSearchParams({
      sort: 'updated_at',
      direction: 'desc',
      per_page: '100',
      ...(since && { since }),
      ...(archived && { is_archived: 'true' }),
      ...(creatorId !== undefined && { creator_id: String(creatorId) }),
    });
    const { first, last, entries } = await this.#reader.getPages(
      {
        token,
        path,
        query,
        operation,
        headers: etag ? { 'if-none-match': etag } : undefined,
      },
      {
        mostPages: MOST_PAGES,
        readPage: answer => readBody(answer, taskListAnswerSchema).tasks,
      },
    );
    const receivedAt = new Date();
    const rateLimit = readRateLimit(last);
    return {
      tasks: uniqueById(entries.map(task => readTask(task, receivedAt))),
      notModified: first.status === 304,
      ...(rateLimit && { rateLimit }),
      ...(first.headers.etag && { etag: first.headers.etag }),
    };
  }

  /** Where a path is, and in which version of the API; a caller's headers win. */
  #target(options: { path: string; headers?: Record<string, string> }) {
    return {
      url: `${this.#settings.apiBaseUrl}${options.path}`,
      headers: {
        'x-github-api-version': this.#settings.apiVersion,
        ...options.headers,
      },
    };
  }
}

/** Names are validated where they come in; encoded all the same, they cannot leave their place. */
function inPath(value: string): string {
  if (!value.includes('/')) return encodeURIComponent(value);
  const { owner, repo } = splitRepository(value);
  return `${encodeURIComponent(owner)}/${encodeURIComponent(repo)}`;
}

function toRepository(
  answer: (typeof repositoryAnswerSchema)['_output'],
): GitHubRepository {
  return {
    id: answer.id,
    fullName: answer.full_name,
    canPush: answer.permissions?.push ?? false,
  };
}

/** Entries move between pages while they are read; the first of each is the newest. */
function uniqueById<T extends { id: unknown }>(entries: T[]): T[] {
  const seen = new Set<unknown>();
  return entries.filter(({ id }) => !seen.has(id) && seen.add(id));
}
