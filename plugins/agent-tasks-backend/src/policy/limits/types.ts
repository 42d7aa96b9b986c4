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
  LimitUse,
  PolicyLimits,
} from 'backstage-plugin-agent-tasks-common';

/** Limits that hold together, and where their tasks count. */
export interface LimitScope {
  limits: PolicyLimits;
  /** Of limits of a rule: tasks count in the repositories that its glob matches. Absent: those of the policy, everywhere. */
  rule?: { id: string; match: string };
}

/** For whom and where one more task is asked for, and under which limits. */
export interface ActivityQuery {
  userEntityRef: string;
  /** The entity refs of the user's groups. */
  groups: string[];
  /** `owner/name`. */
  repository: string;
  scopes: LimitScope[];
  /** Now, ISO 8601. */
  at: string;
}

/** Tasks in one repository, and what they have cost. */
export interface Cost {
  /** In lower case. */
  repository: string;
  /** Billionths of an AI credit, as far as GitHub has reported them. */
  nano: bigint;
  /** Tasks whose cost GitHub has not, or not wholly, reported. */
  unknownTasks: number;
}

/**
 * What is under way, and was done: what the limits of a query need, and nothing
 * else. Repositories are in lower case.
 */
export interface Activity {
  /** Unfinished tasks of the user. */
  activeOfUser: { repository: string; tasks: number }[];
  /** Unfinished tasks of all in the repository. */
  activeInRepository: number;
  /** When the user started tasks in the last 24 hours, the oldest first, ISO 8601. */
  startedByUser: { repository: string; at: string }[];
  /** When tasks were started in the repository in the last 24 hours. */
  startedInRepository: string[];
  /** Of the tasks of this month: of the user … */
  costsOfUser: Cost[];
  /** … of the members of each group … */
  costsOfGroups: (Cost & { group: string })[];
  /** … and of all. */
  costsOfAll: Cost[];
  /** What a task costs on average; absent where none was measured, or no cost is unknown. */
  meanNano?: bigint;
}

/** How much of a limit is used, and when that passes. */
export interface MeasuredLimit extends LimitUse {
  /** Seconds until one more task fits, where the limit is reached and that is known. */
  retryAfter?: number;
}
