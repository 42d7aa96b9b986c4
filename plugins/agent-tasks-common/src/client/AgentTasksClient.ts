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
} from '../schemas';
import {
  PortalCalls,
  toSearch,
  type AgentTasksRequestOptions,
} from './PortalCalls';

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
  readonly #portal: PortalCalls;

  constructor(options: {
    /** Gives the base URL of the plugin, such as `https://portal/api/agent-tasks`. */
    getBaseUrl: () => Promise<string>;
    fetch: typeof fetch;
  }) {
    this.#portal = PortalCalls.create(options);
  }

  /** Starts a task; a repeat with the same `idempotencyKey` gives the same task. */
  async startTask(
    request: StartTaskRequest,
    options: AgentTasksRequestOptions & { idempotencyKey?: string } = {},
  ): Promise<StartTaskResult> {
    const response = await this.#portal.call('POST', '/tasks', options, {
      body: request,
      headers: {
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
    return this.#portal.get(`/tasks?${toSearch(query)}`, options);
  }

  /** One task with its transitions and sessions. */
  async getTask(
    id: string,
    options: AgentTasksRequestOptions = {},
  ): Promise<TaskDetail> {
    return this.#portal.get(taskPath(id), options);
  }

  /**
   * Has GitHub asked about one's own task at once, and looked for one whose
   * dispatch is `unknown`; resolves with what came of it.
   */
  async checkTask(
    id: string,
    options: AgentTasksRequestOptions = {},
  ): Promise<TaskDetail> {
    return this.#portal.send('POST', `${taskPath(id)}/check`, options);
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
    return this.#portal.send('POST', `${taskPath(id)}/abandon`, options);
  }

  /** The repositories in which the user may start tasks. */
  async listRepositories(
    query: { query?: string } = {},
    options: AgentTasksRequestOptions = {},
  ): Promise<ListRepositoriesResponse> {
    const search = toSearch({ query: query.query || undefined });
    return this.#portal.get(`/repositories?${search}`, options);
  }

  /** Whether the user has connected the portal with GitHub for the time the browser is closed. */
  async getGrant(options: AgentTasksRequestOptions = {}): Promise<Grant> {
    return this.#portal.get('/grant', options);
  }

  /** Begins to connect: the browser goes to the answer's `url`. */
  async startGrant(
    options: AgentTasksRequestOptions = {},
  ): Promise<GrantAuthorization> {
    return this.#portal.send('POST', '/grant/authorization', options);
  }

  /** Ends what {@link AgentTasksClient.startGrant} began, by the same user. */
  async completeGrant(
    request: CompleteGrantRequest,
    options: AgentTasksRequestOptions = {},
  ): Promise<Grant> {
    return this.#portal.send('PUT', '/grant', options, request);
  }

  /** Takes the grant back, on GitHub as well. */
  async revokeGrant(options: AgentTasksRequestOptions = {}): Promise<Grant> {
    return this.#portal.send('DELETE', '/grant', options);
  }

  /** The rules and limits in force, with where they come from. */
  async getPolicy(options: AgentTasksRequestOptions = {}): Promise<Policy> {
    return this.#portal.get('/policy', options);
  }

  /** Adds a rule. */
  async createRule(
    request: CreateRuleRequest,
    options: AgentTasksRequestOptions = {},
  ): Promise<PolicyRuleEntry> {
    return this.#portal.send('POST', '/policy/rules', options, request);
  }

  /** Changes a rule of the admin page; `rule_changed` if somebody else has since it was read. */
  async updateRule(
    id: string,
    request: UpdateRuleRequest,
    options: AgentTasksRequestOptions = {},
  ): Promise<PolicyRuleEntry> {
    return this.#portal.send('PUT', rulePath(id), options, request);
  }

  /** Deletes a rule of the admin page; the history keeps it. */
  async deleteRule(
    id: string,
    request: DeleteRuleRequest,
    options: AgentTasksRequestOptions = {},
  ): Promise<void> {
    await this.#portal.call('DELETE', rulePath(id), options, { body: request });
  }

  /** Which repositories a glob matches. */
  async previewRule(
    request: { match: string },
    options: AgentTasksRequestOptions = {},
  ): Promise<RulePreview> {
    return this.#portal.send('POST', '/policy/preview', options, request);
  }

  /** Whether somebody may start a task, and why; nothing is started. */
  async tryPolicy(
    request: PolicyDecisionRequest,
    options: AgentTasksRequestOptions = {},
  ): Promise<PolicyDecision> {
    return this.#portal.send('POST', '/policy/decision', options, request);
  }

  /** Every change of the rules of the admin page, newest first. */
  async listPolicyChanges(
    query: { ruleId?: string; limit?: number; cursor?: string } = {},
    options: AgentTasksRequestOptions = {},
  ): Promise<ListPolicyChangesResponse> {
    const path = `/policy/changes?${toSearch(query)}`;
    return this.#portal.get(path, options);
  }

  /** The rules in force as YAML for app-config. */
  async exportPolicy(options: AgentTasksRequestOptions = {}): Promise<string> {
    return this.#portal.getText('/policy/export.yaml', options);
  }

  /** What tasks have cost. */
  async getUsage(
    query: UsageQuery = {},
    options: AgentTasksRequestOptions = {},
  ): Promise<UsageReport> {
    return this.#portal.get(`/usage?${toSearch(query)}`, options);
  }

  /** The same as a table, a line for each week and key. */
  async getUsageCsv(
    query: UsageQuery = {},
    options: AgentTasksRequestOptions = {},
  ): Promise<string> {
    return this.#portal.getText(`/usage.csv?${toSearch(query)}`, options);
  }
}

function taskPath(id: string): string {
  return `/tasks/${encodeURIComponent(id)}`;
}

function rulePath(id: string): string {
  return `/policy/rules/${encodeURIComponent(id)}`;
}
