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
import type { Request, Response } from 'express';
import { z } from 'zod';
import type { TaskReader } from '../../tasks/TaskReader';
import { toTask } from '../../tasks/types';
import { requireToken, type RequestContextResolver } from '../requestContext';
import { parseRequest, validationFailed } from '../validation';
import { decodeCursor, encodeCursor } from './cursor';

/** How a number is written, which is lost once it is read: `1e1` and `limit[]=5` are none. */
const writtenSchema = z.looseObject({
  limit: z
    .string('Give it once.')
    .regex(/^\d+$/, 'Give a whole number from 1 to 100.')
    .optional(),
});

/** `GET /tasks`. */
export function createListTasks(options: {
  resolveContext: RequestContextResolver;
  taskReader: TaskReader;
}) {
  return async (request: Request, response: Response) => {
    const context = await options.resolveContext(request);
    parseRequest(writtenSchema, request.query);
    const query = parseRequest(listTasksQuerySchema, request.query);
    requireSearchable(query);
    const { userEntityRef, credentials } = context;
    const page = await options.taskReader.list(
      { credentials, userEntityRef, gitHubToken: requireToken(context) },
      {
        repository: query.repository,
        entityRef: query.entityRef?.toLowerCase(),
        states: query.state,
        requestedBy:
          query.requestedBy === 'me'
            ? userEntityRef
            : query.requestedBy?.toLowerCase(),
        limit: query.limit,
        ...(query.cursor !== undefined && {
          after: decodeCursor(query.cursor),
        }),
      },
    );
    const body: ListTasksResponse = {
      items: page.items.map(toTask),
      ...(page.next && { nextCursor: encodeCursor(page.next) }),
    };
    response.json(body);
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
