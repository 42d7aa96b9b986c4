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
  CreateRuleRequest,
  DeleteRuleRequest,
  Grant,
  GrantAuthorization,
  ListPolicyChangesResponse,
  ListRepositoriesResponse,
  ListTasksQuery,
  ListTasksResponse,
  Policy,
  PolicyDecision,
  PolicyDecisionRequest,
  PolicyRuleEntry,
  RulePreview,
  StartTaskRequest,
  Task,
  TaskDetail,
  UpdateRuleRequest,
  UsageQuery,
  UsageReport,
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
    const response = await this.#call(`/tasks?${toSearch(query)}`, options);
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
    return this.#send('PUT', '/grant', request, options);
  }

  /** Takes the grant back, on GitHub as well. */
  async revokeGrant(options: AgentTasksRequestOptions = {}): Promise<Grant> {
    const response = await this.#call('/grant', options, { method: 'DELETE' });
    return response.json();
  }

  /** The rules and limits in force, with where they come from. */
  async getPolicy(options: AgentTasksRequestOptions = {}): Promise<Policy> {
    return (await this.#call('/policy', options)).json();
  }

  /** Adds a rule. */
  async createRule(
    request: CreateRuleRequest,
    options: AgentTasksRequestOptions = {},
  ): Promise<PolicyRuleEntry> {
    return this.#send('POST', '/policy/rules', request, options);
  }

  /** Changes a rule of the admin page; `rule_changed` if somebody else has since it was read. */
  async updateRule(
    id: string,
    request: UpdateRuleRequest,
    options: AgentTasksRequestOptions = {},
  ): Promise<PolicyRuleEntry> {
    return this.#send('PUT', rulePath(id), request, options);
  }

  /** Deletes a rule of the admin page; the history keeps it. */
  async deleteRule(
    id: string,
    request: DeleteRuleRequest,
    options: AgentTasksRequestOptions = {},
  ): Promise<void> {
    await this.#call(rulePath(id), options, json('DELETE', request));
  }

  /** Which repositories a glob matches. */
  async previewRule(
    request: { match: string },
    options: AgentTasksRequestOptions = {},
  ): Promise<RulePreview> {
    return this.#send('POST', '/policy/preview', request, options);
  }

  /** Whether somebody may start a task, and why; nothing is started. */
  async tryPolicy(
    request: PolicyDecisionRequest,
    options: AgentTasksRequestOptions = {},
  ): Promise<PolicyDecision> {
    return this.#send('POST', '/policy/decision', request, options);
  }

  /** Every change of the rules of the admin page, newest first. */
  async listPolicyChanges(
    query: { ruleId?: string; limit?: number; cursor?: string } = {},
    options: AgentTasksRequestOptions = {},
  ): Promise<ListPolicyChangesResponse> {
    const path = `/policy/changes?${toSearch(query)}`;
    return (await this.#call(path, options)).json();
  }

  /** The rules in force as YAML for app-config. */
  async exportPolicy(options: AgentTasksRequestOptions = {}): Promise<string> {
    return (await this.#call('/policy/export.yaml', options)).text();
  }

  /** What tasks have cost. */
  async getUsage(
    query: UsageQuery = {},
    options: AgentTasksRequestOptions = {},
  ): Promise<UsageReport> {
    return (await this.#call(`/usage?${toSearch(query)}`, options)).json();
  }

  /** The same as a table, a line for each week and key. */
  async getUsageCsv(
    query: UsageQuery = {},
    options: AgentTasksRequestOptions = {},
  ): Promise<string> {
    return (await this.#call(`/usage.csv?${toSearch(query)}`, options)).text();
  }

  async #send<T>(
    method: 'POST' | 'PUT',
    path: string,
    body: object,
    options: AgentTasksRequestOptions,
  ): Promise<T> {
    return (await this.#call(path, options, json(method, body))).json();
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

function rulePath(id: string): string {
  return `/policy/rules/${encodeURIComponent(id)}`;
}

function json(method: string, body: object): RequestInit {
  return {
    method,
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  };
}

function toSearch(query: object): URLSearchParams {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined) params.set(key, String(value));
  }
  return params;
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
