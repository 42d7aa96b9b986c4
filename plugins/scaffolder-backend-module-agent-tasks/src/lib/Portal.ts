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

import type { Config } from '@backstage/config';

/** Where the portal is, and which GitHub it works with. */
export interface Portal {
  /** `agentTasks.github.host`: the only host in whose repositories tasks run. */
  gitHubHost: string;
  /** The absolute URL of a task's page. */
  taskUrl(taskId: string): string;
}

/** Reads `app.baseUrl` and `agentTasks.github.host` (default `github.com`). */
export function readPortal(config: Config): Portal {
  const baseUrl = config.getString('app.baseUrl').replace(/\/+$/, '');
  return {
    gitHubHost: (
      config.getOptionalString('agentTasks.github.host') ?? 'github.com'
    ).toLowerCase(),
    taskUrl: taskId =>
      `${baseUrl}/agent-tasks/tasks/${encodeURIComponent(taskId)}`,
  };
}
