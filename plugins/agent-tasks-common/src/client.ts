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

import { AgentTasksError, AGENT_TASKS_ERRORS, errorBodySchema } from './errors';
import type {
  CompleteGrantRequest,
  Grant,
  GrantAuthorization,
  ListRepositoriesResponse,
  ListTasksQuery,
  ListTasksResponse,
  StartTaskRequest,
  Task,
  TaskDetail,
} from './schemas';

/**
 * What every call of {@link AgentTasksClient} takes.
 *
 * @public
 */
export type AgentTasksRequestOptions = {
  /** The user's own token for GitHub; without it the portal uses one it keeps, where there is one. */
  gitHubToken?: string;
  /** The Backstage token, for callers whose fetch does not add it. */
  token?: string;
  signal?: AbortSignal;
};

/**
 * The outcome of starting a task. `replayed`: an earlier request with the same
 * key had started it already.
 *
 * @public
 */
export type StartTaskResult = { task: Task; replayed: boolean };

/**
 * The portal API of design §3.3 as functions. Every refusal is thrown as an
 * {@link AgentTasksError}; failures of the network are thrown as they come.
 *
 * @public
 */
export class AgentTasksClient {
  readonly #getBaseUrl: () => Promise<string>;
  readonly #fetch: typeof fetch;

  constructor(options: {
    /** Gives the base URL of the plugin, such as `https://portal/api/agent-tasks`. */
    getBaseUrl: () => Promise<string>;
    fetch: typeof fetch;
  }) {
    this.#getBaseUrl = options.getBaseUrl;
    this.#fetch = options.fetch;
  }

  /** Starts a task; a repeat with the same `idempotencyKey` gives the same task. */
  async startTask(
    request: StartTaskRequest,
    options: AgentTasksRequestOptions & { idempotencyKey?: string } = {},
  ): Promise<StartTaskResult> {
    const response = await this.#call('/tasks', options, {
      method: 'POST',
      body: JSON.stringify(request),
      headers: {
        'content-type': 'application/json',
        ...(options.idempotencyKey && {
          'idempotency-key': options.idempotencyKey,
        }),
      },
    });
    return {
      task: await response.json(),
      replayed: response.headers.get('idempotent-replayed') === 'true',
    };
  }

  /** Lists the tasks that the user may see, newest first. */
  async listTasks(
    query: ListTasksQuery = {},
    options: AgentTasksRequestOptions = {},
  ): Promise<ListTasksResponse> {
    const params = new URLSearchParams();
    for (const [key, value] of Object.entries(query)) {
      if (value !== undefined) params.set(key, String(value));
    }
    const response = await this.#call(`/tasks?${params}`, options);
    return response.json();
  }

  /** One task with its transitions and sessions. */
  async getTask(
    id: string,
    options: AgentTasksRequestOptions = {},
  ): Promise<TaskDetail> {
    const response = await this.#call(
      `/tasks/${encodeURIComponent(id)}`,
      options,
    );
    return response.json();
  }

  /**
   * Has GitHub asked about one's own task at once, and looked for one whose
   * dispatch is `unknown`; resolves with what came of it.
   */
  async checkTask(
    id: string,
    options: AgentTasksRequestOptions = {},
  ): Promise<TaskDetail> {
    return this.#postToTask(id, 'check', options);
  }

  /**
   * A person's word that one's own task, whose dispatch is `unknown`, never
   * started: it counts no more, and its idempotency key is free. GitHub is asked
   * a last time; if the task is there after all, it is accepted instead.
   */
  async abandonTask(
    id: string,
    options: AgentTasksRequestOptions = {},
  ): Promise<TaskDetail> {
    return this.#postToTask(id, 'abandon', options);
  }

  /** The repositories in which the user may start tasks. */
  async listRepositories(
    query: { query?: string } = {},
    options: AgentTasksRequestOptions = {},
  ): Promise<ListRepositoriesResponse> {
    const params = new URLSearchParams(
      query.query ? { query: query.query } : {},
    );
    const response = await this.#call(`/repositories?${params}`, options);
    return response.json();
  }

  /** Whether the user has connected the portal with GitHub for the time the browser is closed. */
  async getGrant(options: AgentTasksRequestOptions = {}): Promise<Grant> {
    const response = await this.#call('/grant', options);
    return response.json();
  }

  /** Begins to connect: the browser goes to the answer's `url`. */
  async startGrant(
    options: AgentTasksRequestOptions = {},
  ): Promise<GrantAuthorization> {
    const response = await this.#call('/grant/authorization', options, {
      method: 'POST',
    });
    return response.json();
  }

  /** Ends what {@link AgentTasksClient.startGrant} began, by the same user. */
  async completeGrant(
    request: CompleteGrantRequest,
    options: AgentTasksRequestOptions = {},
  ): Promise<Grant> {
    const response = await this.#call('/grant', options, {
      method: 'PUT',
      body: JSON.stringify(request),
      headers: { 'content-type': 'application/json' },
    });
    return response.json();
  }

  /** Takes the grant back, on GitHub as well. */
  async revokeGrant(options: AgentTasksRequestOptions = {}): Promise<Grant> {
    const response = await this.#call('/grant', options, { method: 'DELETE' });
    return response.json();
  }

  async #postToTask(
    id: string,
    action: string,
    options: AgentTasksRequestOptions,
  ): Promise<TaskDetail> {
    const response = await this.#call(
      `/tasks/${encodeURIComponent(id)}/${action}`,
      options,
      { method: 'POST' },
    );
    return response.json();
  }

  async #call(
    path: string,
    options: AgentTasksRequestOptions,
    init: RequestInit = {},
  ): Promise<Response> {
    const response = await this.#fetch(
      `${await this.#getBaseUrl()}/v1${path}`,
      {
        ...init,
        signal: options.signal,
        headers: {
          ...(init.headers as Record<string, string>),
          ...(options.token && { authorization: `Bearer ${options.token}` }),
          ...(options.gitHubToken && { 'x-github-token': options.gitHubToken }),
        },
      },
    );
    if (!response.ok) throw await readError(response);
    return response;
  }
}

async function readError(response: Response): Promise<Error> {
  const parsed = errorBodySchema.safeParse(
    await response.json().catch(() => undefined),
  );
  if (parsed.success && parsed.data.error.code) {
    const { code, message, issues, retryAfter, url } = parsed.data.error;
    return new AgentTasksError(code, message, { issues, retryAfter, url });
  }
  if (response.status === AGENT_TASKS_ERRORS.github_sign_in_required.status) {
    // No code of ours: Backstage itself did not accept the caller.
    return Object.assign(
      new Error('Your portal session has ended. Sign in to the portal again.'),
      { name: 'AuthenticationError' },
    );
  }
  const said = parsed.success ? `: ${parsed.data.error.message}` : '.';
  return new Error(`The portal answered with status ${response.status}${said}`);
}
