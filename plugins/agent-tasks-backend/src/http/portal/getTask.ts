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

import type { Request, Response } from 'express';
import {
  AgentTasksError,
  type TaskDetail,
} from 'backstage-plugin-agent-tasks-common';
import { z } from 'zod';
import type { TaskReader } from '../../tasks/TaskReader';
import { toTask } from '../../tasks/types';
import { requireToken, type RequestContextResolver } from '../requestContext';

const idSchema = z.uuid();

/** `GET /tasks/{id}`. */
export function createGetTask(options: {
  resolveContext: RequestContextResolver;
  taskReader: TaskReader;
}) {
  return async (request: Request, response: Response) => {
    const context = await options.resolveContext(request);
    const { credentials, userEntityRef } = context;
    const gitHubToken = requireToken(context);
    const id = idSchema.safeParse(request.params.id);
    if (!id.success) {
      throw new AgentTasksError(
        'task_not_found',
        'There is no task with this id: the portal gives its tasks ids of its own, not those of GitHub. Check the link.',
      );
    }
    const { transitions, sessions, ...task } = await options.taskReader.get(
      { credentials, userEntityRef, gitHubToken },
      id.data,
    );
    const body: TaskDetail = { ...toTask(task), transitions, sessions };
    response.json(body);
  };
}
