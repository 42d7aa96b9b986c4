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

import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  StartTaskRequest,
  StartTaskResult,
  TaskDetail,
} from 'backstage-plugin-agent-tasks-common';

/**
 * What every call of {@link AgentTasksService} takes.
 *
 * @public
 */
export type AgentTasksServiceCallOptions = {
  /** Of a user, or of a plugin on behalf of a user: everything happens as that user. */
  credentials: BackstageCredentials;
  /** The user's own token for GitHub; without it the portal uses one it keeps, where there is one. */
  gitHubToken?: string;
  signal?: AbortSignal;
};

/**
 * The portal API for other backend plugins. Refusals are thrown as `AgentTasksError`.
 *
 * @public
 */
export interface AgentTasksService {
  /** Starts a task as the user; a repeat with the same `idempotencyKey` gives the same task. */
  startTask(
    request: StartTaskRequest,
    options: AgentTasksServiceCallOptions & { idempotencyKey?: string },
  ): Promise<StartTaskResult>;
  /** One task with its transitions and sessions, if the user may see it. */
  getTask(
    id: string,
    options: AgentTasksServiceCallOptions,
  ): Promise<TaskDetail>;
}
