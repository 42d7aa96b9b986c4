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
import type { Transition } from 'backstage-plugin-agent-tasks-common';
import type { StoredTask } from '../tasks/types';
import type { TaskObserver } from './types';

/**
 * One line for each step of a task that its history shows. It names the task and
 * its repository, so that one task can be followed through the logs of all
 * replicas, and never holds a prompt, a title, a token or GitHub's own words.
 */
export function logTasks(logger: LoggerService): TaskObserver {
  return {
    changed(task, transitions) {
      for (const transition of transitions) {
        const line = describe(task, transition);
        if (!line) continue;
        const { message, isWarning } = line;
        const meta = metaOf(task, transition);
        if (isWarning) logger.warn(message, meta);
        else logger.info(message, meta);
      }
    },
  };
}

function describe(
  task: StoredTask,
  { kind, to }: Transition,
): { message: string; isWarning?: boolean } | undefined {
  const where = `Agent task ${task.id} in ${task.repository}`;
  switch (kind) {
    case 'dispatch':
      return {
        message: `${where}: dispatch ${to}`,
        isWarning: to === 'unknown',
      };
    case 'state':
      return { message: `${where}: ${to}` };
    case 'pull_request':
      return { message: `${where}: pull request ${to}` };
    case 'tracking':
      return { message: `${where}: tracking ${to}` };
    default:
      return undefined;
  }
}

function metaOf(task: StoredTask, { kind, from, to }: Transition) {
  const { id, repository, source, requestedBy, dispatch, github } = task;
  return {
    taskId: id,
    repository,
    user: requestedBy,
    source,
    kind,
    ...(from && { from }),
    to,
    ...(github.taskId && { githubTaskId: github.taskId }),
    ...(task.pullRequest && { pullRequest: task.pullRequest.number }),
    ...(kind === 'dispatch' && dispatch.error && { code: dispatch.error.code }),
  };
}
