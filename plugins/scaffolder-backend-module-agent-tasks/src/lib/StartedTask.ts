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

import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Task } from 'backstage-plugin-agent-tasks-common';
import { DRY_RUN } from './dryRun';

/** What a run remembers of the task it started: ids, a link and a state, nothing secret. */
export type StartedTask = {
  taskId: string;
  githubTaskId?: string;
  taskUrl?: string;
  state?: string;
};

/** Keeps of a task what the run remembers. */
export function toStartedTask(task: Task): StartedTask {
  return {
    taskId: task.id,
    githubTaskId: task.github.taskId,
    taskUrl: task.github.htmlUrl,
    state: task.state,
  };
}

/** What a dry run gives instead of a task; each value says that it is made up. */
export function dryRunTask(options: {
  gitHubHost: string;
  repository: string;
}): StartedTask {
  return {
    taskId: DRY_RUN,
    githubTaskId: DRY_RUN,
    taskUrl: `https://${options.gitHubHost}/${options.repository}#${DRY_RUN}`,
    state: 'queued',
  };
}

/** Tells the person who reads the run what became of the request. */
export function logStartedTask(
  logger: LoggerService,
  task: Task,
  options: { replayed: boolean; portalUrl: string },
): void {
  if (options.replayed) {
    logger.info(
      'This run had started the task before; it was not started again.',
    );
  }
  if (task.dispatch.status === 'accepted') {
    logger.info(`Started. Follow the task: ${options.portalUrl}`);
    if (task.github.htmlUrl) logger.info(`On GitHub: ${task.github.htmlUrl}`);
  } else {
    logger.warn(
      `GitHub has not confirmed the task: its answer was lost on the way. The portal looks for the task and shows what it finds, and it will not be started a second time. Do not create it again before you have looked: ${options.portalUrl}`,
    );
  }
}
