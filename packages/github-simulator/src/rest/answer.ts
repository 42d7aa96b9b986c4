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
import { replyJson } from '../http/reply';
import { contextOf } from '../http/requestContext';
import type { OperationId, ResponseBody, ResponseStatus } from './openapi';

/**
 * Answers as a published operation. The status must be one that GitHub
 * publishes for it, and the body must have the type that GitHub publishes for
 * that status. The name of the operation goes to the request log.
 */
export function answer<
  Operation extends OperationId,
  Status extends ResponseStatus<Operation>,
>(
  operation: Operation,
  request: Request,
  response: Response,
  status: Status,
  body: ResponseBody<Operation, Status>,
  options: { etag?: boolean } = {},
): void {
  contextOf(request).operation = operation;
  if (body === undefined) {
    response.status(status).end();
    return;
  }
  replyJson(request, response, status, body, options);
}
