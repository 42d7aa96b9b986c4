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

import { createApiRef } from '@backstage/core-plugin-api';
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
  StartTaskResult,
  TaskDetail,
  UpdateRuleRequest,
  UsageQuery,
  UsageReport,
} from 'backstage-plugin-agent-tasks-common';

/**
 * What the user interface asks of the portal. Every call carries the viewer's
 * GitHub token where the browser has one, and never opens a sign-in by itself.
 * Refusals are thrown as `AgentTasksError`.
 *
 * @public
 */
export interface AgentTasksApi {
  /** Lists the tasks that the viewer may see, newest first. */
  listTasks(
    query?: ListTasksQuery,
    options?: { signal?: AbortSignal },
  ): Promise<ListTasksResponse>;

  /** One task with its transitions and sessions. */
  getTask(id: string, options?: { signal?: AbortSignal }): Promise<TaskDetail>;

  /** The repositories in which the viewer may start tasks. */
  listRepositories(
    query?: { query?: string },
    options?: { signal?: AbortSignal },
  ): Promise<ListRepositoriesResponse>;

  /** Starts a task. A repeat with the same key gives the same task. */
  startTask(
    request: StartTaskRequest,
    options: { idempotencyKey: string },
  ): Promise<StartTaskResult>;

  /** Has GitHub asked at once about a task of the viewer's own. */
  checkTask(id: string): Promise<TaskDetail>;

  /**
   * The viewer's word that their own task, whose dispatch is `unknown`, never
   * started. If it is there after all, it is accepted instead.
   */
  abandonTask(id: string): Promise<TaskDetail>;

  /** Whether the viewer has connected the portal with GitHub for the time the browser is closed. */
  getGrant(options?: { signal?: AbortSignal }): Promise<Grant>;

  /** Begins to connect: the browser goes to the answer's `url`. */
  startGrant(): Promise<GrantAuthorization>;

  /** Ends what `startGrant` began, with what GitHub sent the browser back with. */
  completeGrant(request: CompleteGrantRequest): Promise<Grant>;

  /** Takes the grant back, on GitHub as well. */
  revokeGrant(): Promise<Grant>;

  /** The rules and limits in force. Permission `agent-tasks.policy.read`. */
  getPolicy(options?: { signal?: AbortSignal }): Promise<Policy>;

  /** Adds a rule. Permission `agent-tasks.policy.update`. */
  createRule(request: CreateRuleRequest): Promise<PolicyRuleEntry>;

  /** Changes a rule; refused with `rule_changed` if somebody else has since it was read. */
  updateRule(id: string, request: UpdateRuleRequest): Promise<PolicyRuleEntry>;

  /** Deletes a rule; the history keeps it. */
  deleteRule(id: string, request: DeleteRuleRequest): Promise<void>;

  /** Which repositories of the catalog and of the viewer's own a glob matches. */
  previewRule(
    request: { match: string },
    options?: { signal?: AbortSignal },
  ): Promise<RulePreview>;

  /** Whether somebody may start a task, and why; nothing is started. */
  tryPolicy(request: PolicyDecisionRequest): Promise<PolicyDecision>;

  /** Every change of the rules of the admin page, newest first. */
  listPolicyChanges(
    query?: { ruleId?: string; limit?: number; cursor?: string },
    options?: { signal?: AbortSignal },
  ): Promise<ListPolicyChangesResponse>;

  /** The rules as YAML for app-config. */
  exportPolicy(): Promise<string>;

  /** What tasks have cost. Permission `agent-tasks.usage.read`. */
  getUsage(
    query?: UsageQuery,
    options?: { signal?: AbortSignal },
  ): Promise<UsageReport>;

  /** The same as CSV. */
  getUsageCsv(query?: UsageQuery): Promise<string>;

  /**
   * The viewer's GitHub token, `undefined` if there is none. Only with
   * `interactive` a sign-in window may open, so call it so from a click only;
   * it rejects when the viewer closes that window.
   */
  getGitHubToken(options?: {
    interactive?: boolean;
  }): Promise<string | undefined>;
}

/**
 * Refers to the {@link AgentTasksApi} of an app.
 *
 * @public
 */
export const agentTasksApiRef = createApiRef<AgentTasksApi>({
  id: 'plugin.agent-tasks.client',
});
