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
import { z } from 'zod';
import type { TaskReader } from '../../tasks/TaskReader';
import { requireToken, type RequestContextResolver } from '../requestContext';
import { parseRequest } from '../validation';
import { readTaskQuery, toTaskList } from './taskQuery';

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
    const { userEntityRef, credentials } = context;
    const query = readTaskQuery(request.query, userEntityRef);
    const page = await options.taskReader.list(
      { credentials, userEntityRef, gitHubToken: requireToken(context) },
      query,
    );
    response.json(toTaskList(page));
  };
}
