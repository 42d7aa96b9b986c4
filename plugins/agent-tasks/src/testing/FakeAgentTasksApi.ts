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
  AgentTasksError,
  isSettledState,
  type CompleteGrantRequest,
  type Grant,
  type ListRepositoriesResponse,
  type ListTasksQuery,
  type StartTaskRequest,
  type StartTaskResult,
  type Task,
  type TaskDetail,
} from 'backstage-plugin-agent-tasks-common';
import type { AgentTasksApi } from '../api';
import { FakeAdminApi } from './FakeAdminApi';
import { aGrant, aTask, aTaskDetail, minutesAgo } from './fixtures';

/**
 * The portal in memory: filters, pages, starts tasks once per key, and can be
 * told to refuse. For tests and the dev app; it keeps what it was asked.
 */
export class FakeAgentTasksApi extends FakeAdminApi implements AgentTasksApi {
  tasks: Task[];
  repositories: ListRepositoriesResponse['items'];
  /** What GitHub sign-in gives; without it every call asks to sign in. */
  token: string | undefined = 'gho_fake';
  /** Thrown by every reading call while set. */
  readError: Error | undefined;
  /** Thrown by the next start. */
  startError: Error | undefined;
  readonly started: { request: StartTaskRequest; key: string }[] = [];
  /** What a look finds of a lost task; without it, it is still not there. */
  found: Partial<Task> | undefined;
  grant: Grant = { isOffered: true, status: 'none' };
  /** Where GitHub's consent page is. */
  consentUrl = '#consent';
  /** Thrown by the next completion of a grant. */
  completeError: Error | undefined;
  readonly checked: string[] = [];
  readonly abandoned: string[] = [];
  readonly completed: CompleteGrantRequest[] = [];
  grantCalls = 0;
  listCalls = 0;
  interactiveSignIns = 0;
  readonly #byKey = new Map<string, Task>();

  constructor(
    options: {
      tasks?: Task[];
      repositories?: ListRepositoriesResponse['items'];
    } = {},
  ) {
    super();
    this.tasks = options.tasks ?? [];
    this.repositories = options.repositories ?? [
      { repository: 'acme/billing' },
      { repository: 'acme/ledger', models: ['gpt-5.4', 'claude-sonnet-4.6'] },
    ];
  }

  async listTasks(query: ListTasksQuery = {}) {
    this.listCalls += 1;
    this.#check();
    const { repository, entityRef, state, limit = 20, cursor } = query;
    const found = this.tasks
      .filter(task => !repository || task.repository === repository)
      .filter(task => !entityRef || task.entityRef === entityRef)
      .filter(task => !state || (task.state && state.includes(task.state)))
      .filter(task => query.requestedBy !== 'me' || isMine(task))
      .sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
    const from = Number(cursor ?? 0);
    const to = from + limit;
    return {
      items: found.slice(from, to),
      nextCursor: to < found.length ? String(to) : undefined,
    };
  }

  async getTask(id: string): Promise<TaskDetail> {
    this.#check();
    const task = this.tasks.find(known => known.id === id);
    if (!task) {
      throw new AgentTasksError(
        'task_not_found',
        'There is no such task. Check the link.',
      );
    }
    const detail = aTaskDetail(task);
    if (!isSettledState(task.state)) return detail;
    const end = { at: task.updatedAt, kind: 'state', to: task.state! } as const;
    return {
      ...detail,
      transitions: [...detail.transitions, end],
      sessions: detail.sessions.map(session => ({
        ...session,
        state: task.state!,
        completedAt: task.completedAt,
        usage: task.usage,
      })),
    };
  }

  async listRepositories() {
    this.#check();
    return { items: this.repositories };
  }

  async startTask(
    request: StartTaskRequest,
    options: { idempotencyKey: string },
  ): Promise<StartTaskResult> {
    const { idempotencyKey: key } = options;
    this.started.push({ request, key });
    const error = this.startError;
    this.startError = undefined;
    if (error) throw error;
    const known = this.#byKey.get(key);
    if (known) return { task: known, replayed: true };
    const task = aTask({
      ...request,
      id: `started-${this.#byKey.size + 1}`,
      title: request.prompt.split('\n')[0].slice(0, 60),
      createPullRequest: request.createPullRequest ?? true,
      state: 'queued',
      rawState: 'queued',
      branch: undefined,
      createdAt: minutesAgo(0),
      updatedAt: minutesAgo(0),
    });
    this.#byKey.set(key, task);
    this.tasks = [task, ...this.tasks];
    return { task, replayed: false };
  }

  async checkTask(id: string) {
    this.checked.push(id);
    await this.getTask(id);
    if (this.found) {
      this.#change(id, { dispatch: { status: 'accepted' }, ...this.found });
    } else {
      this.#change(id, task => ({
        tracking: {
          ...task.tracking,
          lastCheckedAt: minutesAgo(0),
          nextCheckAt: minutesAgo(-0.4),
        },
      }));
    }
    return this.getTask(id);
  }

  async abandonTask(id: string) {
    this.abandoned.push(id);
    await this.getTask(id);
    this.#change(
      id,
      this.found
        ? { dispatch: { status: 'accepted' }, ...this.found }
        : { tracking: { status: 'ended', reason: 'abandoned' } },
    );
    return this.getTask(id);
  }

  async getGrant() {
    this.grantCalls += 1;
    this.#check();
    return this.grant;
  }

  async startGrant() {
    this.#check();
    return {
      url: new URL(this.consentUrl, window.location.href).href,
      expiresAt: minutesAgo(-10),
    };
  }

  async completeGrant(request: CompleteGrantRequest) {
    this.completed.push(request);
    const error = this.completeError;
    this.completeError = undefined;
    if (error) throw error;
    this.grant = aGrant();
    return this.grant;
  }

  async revokeGrant() {
    this.#check();
    this.grant = { isOffered: true, status: 'none' };
    return this.grant;
  }

  async getGitHubToken(options: { interactive?: boolean } = {}) {
    if (options.interactive) {
      this.interactiveSignIns += 1;
      this.token ??= 'gho_fake';
    }
    return this.token;
  }

  #change(id: string, change: Partial<Task> | ((task: Task) => Partial<Task>)) {
    this.tasks = this.tasks.map(task =>
      task.id === id
        ? {
            ...task,
            ...(typeof change === 'function' ? change(task) : change),
            updatedAt: minutesAgo(0),
          }
        : task,
    );
  }

  #check() {
    if (this.readError) throw this.readError;
    if (!this.token) {
      throw new AgentTasksError(
        'github_sign_in_required',
        'Sign in to GitHub so that the portal can act in your name.',
      );
    }
  }
}

function isMine(task: Task): boolean {
  return task.githubLogin === 'ada' && !task.requestedBy.endsWith('/grace');
}
