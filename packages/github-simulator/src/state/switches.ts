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

/**
 * Where public material about GitHub disagrees or documents an old shape, the
 * simulator has a switch. Defaults are what was last observed live. The number
 * is that of the behaviour in the facts (README, "Behaviours").
 *
 * @public
 */
export type Switches = {
  /** 1: the 201 of a live task said 0; the published example says 1. Default 0. */
  sessionCountOnCreate: 0 | 1;
  /** 7: an unknown model is refused at once, or accepted and the session fails. Default `refused`. */
  unknownModel: 'refused' | 'fails-later';
  /** 10: what an omitted `create_pull_request` means. Default true, though documented false. */
  omittedCreatePullRequest: boolean;
  /** 17: the path of a task's `html_url`. Default `tasks`. */
  htmlUrlStyle: 'tasks' | 'copilot-tasks';
  /** 19: how `creator`, `owner`, `repository` and `user` look. Default `object`. */
  references: 'object' | 'number' | 'rich';
  /** 23: `global_id` of a pull artifact. Default `present`. */
  globalId: 'present' | 'absent' | 'blank';
  /** 25: `usage` as `{type, amount}`, the older `{type, credits}`, or plain `premium_requests` as before June 2026. Default `amount`. */
  usageShape: 'amount' | 'credits' | 'premium-requests';
  /** 31: whether `@copilot` on an open pull request adds a session to its task or opens another task. Default `session`. */
  mentionStarts: 'session' | 'task';
  /** 33: any method but GET on a task. Default 405. */
  wrongMethodOnTask: 404 | 405;
  /** 34: `per_page` outside 1..100. Default `clamp`. */
  pageSizeOutOfRange: 'clamp' | 'refuse';
  /** 41: `total_active_count` and `total_archived_count` in lists. Default true. */
  totals: boolean;
  /** 45: whether `/agents/tasks/{id}` shows other people's tasks in readable repositories. Default false. */
  foreignTaskById: boolean;
  /** 46: list of a repository whose agent is disabled. Default 404. */
  agentDisabledList: 403 | 404;
  /** 46: start in a repository whose agent is disabled. Default 403. */
  agentDisabledCreate: 403 | 404;
  /** 49: refused tokens of one person within a minute that lock the person out for five; 0: never. Default 30. */
  lockOutAfter: number;
  /** 54, 55: status of an exhausted primary or secondary limit. Default 403. */
  rateLimitStatus: 403 | 429;
  /** 56: whether secondary limits are counted. Default true. */
  secondaryLimits: boolean;
  /** 57: ETags on the agent task endpoints. Default true. */
  taskEtags: boolean;
};

/**
 * What GitHub was last seen to do.
 *
 * @public
 */
export const defaultSwitches: Switches = {
  sessionCountOnCreate: 0,
  unknownModel: 'refused',
  omittedCreatePullRequest: true,
  htmlUrlStyle: 'tasks',
  references: 'object',
  globalId: 'present',
  usageShape: 'amount',
  mentionStarts: 'session',
  wrongMethodOnTask: 405,
  pageSizeOutOfRange: 'clamp',
  totals: true,
  foreignTaskById: false,
  agentDisabledList: 404,
  agentDisabledCreate: 403,
  lockOutAfter: 30,
  rateLimitStatus: 403,
  secondaryLimits: true,
  taskEtags: true,
};
