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
  PolicyLimits,
  PolicyRule,
  TaskSource,
} from 'backstage-plugin-agent-tasks-common';

/** The doors by which a task may be started, named as tasks name where they came from. */
export type DoorName = TaskSource;

/** What the tasks of {@link Denial.policy} have cost, and the like, known once the stage is set. */
export interface History {
  /** AI credits of the one task whose cost GitHub has reported, Ada's in acme/services. */
  measuredCredits: number;
}

/** `agentTasks.policy` of app-config. */
export interface ConfiguredPolicy {
  repositories?: Partial<PolicyRule>[];
  limits?: PolicyLimits;
}

/** One way of being refused, and what every door has to answer to it. */
export interface Denial {
  /** Unique, for people. */
  name: string;
  /** The refusal, the same at every door. */
  code: AgentTasksErrorCode;
  /** Of app-config; all of acme's repositories if absent. */
  policy?: ConfiguredPolicy | ((history: History) => ConfiguredPolicy);
  /** Rules of the admin page. */
  rules?: { rule: PolicyRule; enabled?: boolean }[];
  /** Merged over a request that is allowed; `undefined` takes a key away. */
  request?: Record<string, unknown>;
  /** The body instead, where it is no object. Text that JSON cannot be is sent as it is. */
  body?: string;
  /** Who asks, on both sides; Ada if absent. */
  login?: 'ada-nwosu' | 'ben-larsen' | 'chloe-tran' | 'priya-raman';
  /** A plain service asks, on behalf of nobody. */
  isService?: boolean;
  /** Permissions that the permission policy denies to everybody. */
  withoutPermissions?: string[];
  /** What is sent as the GitHub token; a good one if absent. */
  gitHubToken?: 'none' | 'installation' | 'malformed' | 'unknown';
  /** GitHub itself refuses, so the request reaches it, and the proxy hands its answer back with this status. */
  gitHubStatus?: number;
  /** Doors that cannot express the case, with the reason. */
  cannot?: Partial<Record<DoorName, string>>;
}

/** An attempt, as a door takes it. */
export interface Attempt {
  /** `Authorization` for Backstage. */
  authorization: string;
  gitHubToken?: string;
  request: Record<string, unknown>;
  body?: string;
}

/** What a door answered. */
export interface Answer {
  /** Ours; absent where the door hands GitHub's own answer back. */
  code?: string;
  /** Absent where the door has none. */
  status?: number;
  message: string;
}

/** Starts a task as a program at that door would. */
export type Door = (attempt: Attempt) => Promise<Answer>;
