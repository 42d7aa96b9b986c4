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
  AgentTasksErrorCode,
  Policy,
  PolicyLimits,
  PolicyRule,
  PolicyRuleEntry,
  RuleVerdict,
  TaskSource,
} from 'backstage-plugin-agent-tasks-common';

export type { Policy, PolicyLimits, PolicyRule, PolicyRuleEntry, RuleVerdict };

/** `agentTasks.policy` of app-config. */
export interface ConfiguredPolicy {
  /** In the order in which they stand there. */
  rules: PolicyRule[];
  /** Those that hold everywhere. */
  limits: PolicyLimits;
}

/** The policy of this moment: read anew for every decision, never kept. */
export interface PolicySource {
  /**
   * Rules of app-config first, then those of the admin page, the oldest first;
   * also those that are not in force. Throws where they cannot all be read:
   * nothing is decided by half a policy.
   */
  get(): Promise<Policy>;
}

/** What a decision is about. */
export interface PolicyRequest {
  /** `owner/name`. */
  repository: string;
  /** Auto, which could choose any, if absent. */
  model?: string;
  customAgent?: string;
  /** The default branch, whichever that is, if absent. */
  baseRef?: string;
  headRef?: string;
  source: TaskSource;
  /** The entity refs of the user and of all groups the user belongs to. */
  ownershipEntityRefs: string[];
}

/** The codes with which rules refuse. */
export type DenialCode = Extract<
  AgentTasksErrorCode,
  | 'repository_not_allowed'
  | 'model_not_allowed'
  | 'custom_agent_not_allowed'
  | 'base_ref_not_allowed'
  | 'source_not_allowed'
>;

/** What `decide` answers: yes with the rule that says so, or no; with a reason for people. */
export type Decision = {
  message: string;
  /** What every rule says, the most specific first. */
  verdicts: RuleVerdict[];
} & (
  | { allowed: true; rule: PolicyRuleEntry }
  | {
      allowed: false;
      code: DenialCode;
      /** The rule that refused, or came closest to allowing it; absent where none matches the repository. */
      rule?: PolicyRuleEntry;
    }
);
