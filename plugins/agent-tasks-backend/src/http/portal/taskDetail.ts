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

import {
  AgentTasksError,
  type TaskDetail,
} from 'backstage-plugin-agent-tasks-common';
import type { Request } from 'express';
import { z } from 'zod';
import { toTask, type StoredTaskDetail } from '../../tasks/types';

const idSchema = z.uuid();

/** The `{id}` of the path; see {@link parseTaskId}. */
export function readTaskId(request: Request): string {
  return parseTaskId(request.params.id);
}

/** Throws `task_not_found` for an id that cannot be the portal's. */
export function parseTaskId(text: string): string {
  const id = idSchema.safeParse(text);
  if (id.success) return id.data;
  throw new AgentTasksError(
    'task_not_found',
    'There is no task with this id: the portal gives its tasks ids of its own, not those of GitHub. Check the link.',
  );
}

/** What is answered about one task. */
export function toTaskDetail(stored: StoredTaskDetail): TaskDetail {
  const { transitions, sessions, ...task } = stored;
  return { ...toTask(task), transitions, sessions };
}
