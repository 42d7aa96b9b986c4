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

import type { AgentTasksErrorCode } from 'backstage-plugin-agent-tasks-common';

/** One entry of `agentTasks.policy.repositories`. */
export interface PolicyRule {
  /** Glob on `owner/name`, case-insensitive. */
  match: string;
  /** Refuses whatever it matches, whatever other rules allow. */
  deny?: boolean;
  /** Only these models; then a request must name one. Any, and Auto, if absent. */
  models?: string[];
  /** Only these custom agents; then a request must name one. Any, and none, if absent. */
  customAgents?: string[];
  /** Only these users and groups, as full entity refs in lower case. Everyone if absent. */
  allow?: string[];
}

export interface PolicyLimits {
  /** Tasks of one user that are not settled, at any moment. */
  activeTasksPerUser?: number;
  /** Tasks of one user in any 24 hours. */
  tasksPerUserPerDay?: number;
}

export interface Policy {
  rules: PolicyRule[];
  limits: PolicyLimits;
}

export interface PolicyRequest {
  repository: string;
  model?: string;
  customAgent?: string;
  /** The entity refs of the user and of all groups the user belongs to. */
  ownershipEntityRefs: string[];
}

/** What `decide` answers: yes with the rule that says so, or no with a reason for people. */
export type Decision =
  | { allowed: true; rule: PolicyRule }
  | {
      allowed: false;
      code: Extract<
        AgentTasksErrorCode,
        | 'repository_not_allowed'
        | 'model_not_allowed'
        | 'custom_agent_not_allowed'
      >;
      message: string;
      /** The rule that refused; absent where no rule matched. */
      rule?: PolicyRule;
    };
