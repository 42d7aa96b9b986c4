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
  listTasksQuerySchema,
  type ListTasksResponse,
} from 'backstage-plugin-agent-tasks-common';
import type { TaskPage, TaskQuery } from '../../tasks/TaskReader';
import { toTask } from '../../tasks/types';
import { parseRequest, validationFailed } from '../validation';
import { decodeCursor, encodeCursor } from './cursor';

/** Reads what a list of tasks is asked by; throws `validation_failed`. */
export function readTaskQuery(
  values: unknown,
  userEntityRef: string,
): TaskQuery {
  const query = parseRequest(listTasksQuerySchema, values);
  requireSearchable(query);
  const { repository, entityRef, state: states, limit, cursor } = query;
  return {
    repository,
    entityRef: entityRef?.toLowerCase(),
    states,
    requestedBy:
      query.requestedBy === 'me'
        ? userEntityRef
        : query.requestedBy?.toLowerCase(),
    limit,
    ...(cursor !== undefined && { after: decodeCursor(cursor) }),
  };
}

/** What is answered about a page of tasks. */
export function toTaskList({ items, next }: TaskPage): ListTasksResponse {
  return {
    items: items.map(toTask),
    ...(next && { nextCursor: encodeCursor(next) }),
  };
}

/** PostgreSQL refuses to compare with a text that holds a NUL character. */
function requireSearchable(query: Record<string, unknown>): void {
  for (const [path, value] of Object.entries(query)) {
    if (typeof value === 'string' && value.includes('\0')) {
      throw validationFailed([{ path, message: 'Remove the NUL character.' }]);
    }
  }
}
