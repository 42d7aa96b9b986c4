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
  idempotencyKeySchema,
  startTaskRequestSchema,
} from 'backstage-plugin-agent-tasks-common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import type { DispatchTask } from '../../tasks/DispatchTask';
import { toTask } from '../../tasks/types';
import { requireToken, type RequestContextResolver } from '../requestContext';
import { parseRequest } from '../validation';

const headersSchema = z.object({
  'Idempotency-Key': idempotencyKeySchema.optional(),
});

/** The scaffolder calls on behalf of the user; its tokens say so. */
const SCAFFOLDER = 'plugin:scaffolder';

/** `POST /tasks`. */
export function createStartTask(options: {
  resolveContext: RequestContextResolver;
  dispatchTask: DispatchTask;
}) {
  return async (request: Request, response: Response) => {
    const context = await options.resolveContext(request);
    const { 'Idempotency-Key': idempotencyKey } = parseRequest(headersSchema, {
      'Idempotency-Key': request.get('idempotency-key'),
    });
    const body = parseRequest(startTaskRequestSchema, request.body);
    const { credentials, userEntityRef } = context;
    const { task, replayed, error } = await options.dispatchTask.dispatch({
      ...body,
      credentials,
      userEntityRef,
      ownershipEntityRefs: await context.getOwnershipEntityRefs(),
      gitHubToken: requireToken(context),
      idempotencyKey,
      source:
        credentials.principal.actor?.subject === SCAFFOLDER
          ? 'scaffolder'
          : 'portal',
      httpRequest: request,
    });
    if (error && task.dispatch.status === 'rejected') throw error;
    if (replayed) response.set('Idempotent-Replayed', 'true');
    response
      .status(statusOf(task.dispatch.status, replayed))
      .json(toTask(task));
  };
}

function statusOf(dispatch: string, replayed: boolean): number {
  if (dispatch !== 'accepted') return 202;
  return replayed ? 200 : 201;
}
