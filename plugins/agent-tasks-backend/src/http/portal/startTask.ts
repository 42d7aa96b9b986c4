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
import express, { type Request, type Response } from 'express';
import { z } from 'zod';
import type { DispatchRequest } from '../../tasks/DispatchTask';
import { sourceOf } from '../../tasks/sourceOf';
import type { StartAttempt, StartAttempts } from '../../tasks/StartAttempts';
import { toTask } from '../../tasks/types';
import { readBody } from '../readBody';
import {
  requireToken,
  type CallerResolver,
  type RequestContextResolver,
} from '../requestContext';
import { parseRequest } from '../validation';

/** More than the longest prompt, so that one that is too long is told its limit. */
const LARGEST_BODY = '1mb';

const headersSchema = z.object({
  'Idempotency-Key': idempotencyKeySchema.optional(),
});

/** `POST /tasks`; to be mounted without a parser of bodies. */
export function createStartTask(options: {
  resolveCaller: CallerResolver;
  resolveContext: RequestContextResolver;
  attempts: StartAttempts;
}) {
  const parser = express.json({
    limit: LARGEST_BODY,
    type: () => true,
    strict: false,
  });

  const read = async (
    attempt: StartAttempt,
    request: Request,
    response: Response,
  ): Promise<DispatchRequest> => {
    const { credentials, userEntityRef } = await options.resolveCaller(request);
    attempt.source = sourceOf(credentials, 'portal');
    attempt.requestedBy = userEntityRef;
    const context = await options.resolveContext(request);
    const { 'Idempotency-Key': idempotencyKey } = parseRequest(headersSchema, {
      'Idempotency-Key': request.get('idempotency-key'),
    });
    const body = parseRequest(
      startTaskRequestSchema,
      await readBody(parser, request, response),
    );
    attempt.repository = body.repository;
    return {
      ...body,
      credentials,
      userEntityRef,
      ownershipEntityRefs: await context.getOwnershipEntityRefs(),
      getGitHubToken: () => requireToken(context),
      idempotencyKey,
      source: attempt.source,
      httpRequest: request,
    };
  };

  return async (request: Request, response: Response) => {
    const attempt: StartAttempt = { source: 'portal', httpRequest: request };
    const { task, replayed, error } = await options.attempts.start(
      attempt,
      () => read(attempt, request, response),
    );
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
