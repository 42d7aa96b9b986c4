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
  ConfigApi,
  DiscoveryApi,
  FetchApi,
} from '@backstage/core-plugin-api';
import type { ScmAuthApi } from '@backstage/integration-react';
import {
  AgentTasksClient,
  isAgentTasksError,
  type CompleteGrantRequest,
  type CreateRuleRequest,
  type DeleteRuleRequest,
  type ListTasksQuery,
  type PolicyDecisionRequest,
  type StartTaskRequest,
  type UpdateRuleRequest,
  type UsageQuery,
} from 'backstage-plugin-agent-tasks-common';
import type { AgentTasksApi } from './AgentTasksApi';

// Every silent question of a browser without a GitHub session costs a request
// to the auth backend, so a "no" is believed for this long.
const NO_SESSION_MS = 30_000;

/**
 * {@link AgentTasksApi} over HTTP. The GitHub token comes from `scmAuthApiRef`:
 * silently for every call, with a sign-in window only where the viewer asks for it.
 *
 * @public
 */
export class DefaultAgentTasksApi implements AgentTasksApi {
  readonly #client: AgentTasksClient;
  readonly #scmAuthApi: ScmAuthApi;
  readonly #gitHubUrl: string;
  #noSessionUntil = 0;
  /** The token that GitHub has refused, so that it is not offered twice. */
  #refusedToken: string | undefined;

  private constructor(options: {
    client: AgentTasksClient;
    scmAuthApi: ScmAuthApi;
    gitHubUrl: string;
  }) {
    this.#client = options.client;
    this.#scmAuthApi = options.scmAuthApi;
    this.#gitHubUrl = options.gitHubUrl;
  }

  /** Builds it from the APIs and the configuration of an app. */
  static fromConfig(
    config: ConfigApi,
    options: {
      discoveryApi: DiscoveryApi;
      fetchApi: FetchApi;
      scmAuthApi: ScmAuthApi;
    },
  ): DefaultAgentTasksApi {
    const host =
      config.getOptionalString('agentTasks.github.host') ?? 'github.com';
    return new DefaultAgentTasksApi({
      client: new AgentTasksClient({
        getBaseUrl: () => options.discoveryApi.getBaseUrl('agent-tasks'),
        fetch: options.fetchApi.fetch,
      }),
      scmAuthApi: options.scmAuthApi,
      // ScmAuth compares the host (with its port) only, never the scheme.
      gitHubUrl: `https://${host}`,
    });
  }

  /** {@inheritDoc AgentTasksApi.listTasks} */
  async listTasks(
    query: ListTasksQuery = {},
    options: { signal?: AbortSignal } = {},
  ) {
    return this.#withToken(gitHubToken =>
      this.#client.listTasks(query, { ...options, gitHubToken }),
    );
  }

  /** {@inheritDoc AgentTasksApi.getTask} */
  async getTask(id: string, options: { signal?: AbortSignal } = {}) {
    return this.#withToken(gitHubToken =>
      this.#client.getTask(id, { ...options, gitHubToken }),
    );
  }

  /** {@inheritDoc AgentTasksApi.listRepositories} */
  async listRepositories(
    query: { query?: string } = {},
    options: { signal?: AbortSignal } = {},
  ) {
    return this.#withToken(gitHubToken =>
      this.#client.listRepositories(query, { ...options, gitHubToken }),
    );
  }

  /** {@inheritDoc AgentTasksApi.startTask} */
  async startTask(
    request: StartTaskRequest,
    options: { idempotencyKey: string },
  ) {
    return this.#withToken(gitHubToken =>
      this.#client.startTask(request, { ...options, gitHubToken }),
    );
  }

  /** {@inheritDoc AgentTasksApi.checkTask} */
  async checkTask(id: string) {
    return this.#withToken(gitHubToken =>
      this.#client.checkTask(id, { gitHubToken }),
    );
  }

  /** {@inheritDoc AgentTasksApi.abandonTask} */
  async abandonTask(id: string) {
    return this.#withToken(gitHubToken =>
      this.#client.abandonTask(id, { gitHubToken }),
    );
  }

  /** {@inheritDoc AgentTasksApi.getGrant} */
  async getGrant(options: { signal?: AbortSignal } = {}) {
    return this.#withToken(gitHubToken =>
      this.#client.getGrant({ ...options, gitHubToken }),
    );
  }

  /** {@inheritDoc AgentTasksApi.startGrant} */
  async startGrant() {
    return this.#withToken(gitHubToken =>
      this.#client.startGrant({ gitHubToken }),
    );
  }

  /** {@inheritDoc AgentTasksApi.completeGrant} */
  async completeGrant(request: CompleteGrantRequest) {
    return this.#withToken(gitHubToken =>
      this.#client.completeGrant(request, { gitHubToken }),
    );
  }

  /** {@inheritDoc AgentTasksApi.revokeGrant} */
  async revokeGrant() {
    return this.#withToken(gitHubToken =>
      this.#client.revokeGrant({ gitHubToken }),
    );
  }

  /** {@inheritDoc AgentTasksApi.getPolicy} */
  async getPolicy(options: { signal?: AbortSignal } = {}) {
    return this.#client.getPolicy(options);
  }

  /** {@inheritDoc AgentTasksApi.createRule} */
  async createRule(request: CreateRuleRequest) {
    return this.#client.createRule(request);
  }

  /** {@inheritDoc AgentTasksApi.updateRule} */
  async updateRule(id: string, request: UpdateRuleRequest) {
    return this.#client.updateRule(id, request);
  }

  /** {@inheritDoc AgentTasksApi.deleteRule} */
  async deleteRule(id: string, request: DeleteRuleRequest) {
    return this.#client.deleteRule(id, request);
  }

  /** {@inheritDoc AgentTasksApi.previewRule} */
  async previewRule(
    request: { match: string },
    options: { signal?: AbortSignal } = {},
  ) {
    return this.#withToken(gitHubToken =>
      this.#client.previewRule(request, { ...options, gitHubToken }),
    );
  }

  /** {@inheritDoc AgentTasksApi.tryPolicy} */
  async tryPolicy(request: PolicyDecisionRequest) {
    return this.#client.tryPolicy(request);
  }

  /** {@inheritDoc AgentTasksApi.listPolicyChanges} */
  async listPolicyChanges(
    query: { ruleId?: string; limit?: number; cursor?: string } = {},
    options: { signal?: AbortSignal } = {},
  ) {
    return this.#client.listPolicyChanges(query, options);
  }

  /** {@inheritDoc AgentTasksApi.exportPolicy} */
  async exportPolicy() {
    return this.#client.exportPolicy();
  }

  /** {@inheritDoc AgentTasksApi.getUsage} */
  async getUsage(
    query: UsageQuery = {},
    options: { signal?: AbortSignal } = {},
  ) {
    return this.#client.getUsage(query, options);
  }

  /** {@inheritDoc AgentTasksApi.getUsageCsv} */
  async getUsageCsv(query: UsageQuery = {}) {
    return this.#client.getUsageCsv(query);
  }

  /** {@inheritDoc AgentTasksApi.getGitHubToken} */
  async getGitHubToken(options: { interactive?: boolean } = {}) {
    const interactive = options.interactive ?? false;
    if (!interactive && Date.now() < this.#noSessionUntil) return undefined;
    const { token } = await this.#scmAuthApi.getCredentials({
      url: this.#gitHubUrl,
      optional: !interactive,
      additionalScope: { customScopes: { github: ['repo'] } },
    });
    if (interactive && token && token === this.#refusedToken) {
      throw new Error(
        'GitHub no longer accepts the sign-in that this browser tab holds. Reload the page, then sign in to GitHub again.',
      );
    }
    this.#noSessionUntil = token ? 0 : Date.now() + NO_SESSION_MS;
    return token || undefined;
  }

  async #withToken<T>(call: (token: string | undefined) => Promise<T>) {
    // A broken auth set-up must not hide what the portal knows without a token.
    const token = await this.getGitHubToken().catch(() => undefined);
    try {
      return await call(token);
    } catch (error) {
      if (isAgentTasksError(error) && error.code === 'github_sign_in_required')
        this.#refusedToken = token;
      throw error;
    }
  }
}
