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
  AuthenticationError,
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import {
  withCode,
  type AgentTasksError,
} from 'backstage-plugin-agent-tasks-common';
import { toRefusal } from '../http/errorHandler';

/** The only names of errors that MCP clients are told, by status; any other stays inside. */
const BY_STATUS: Record<number, new (message: string) => Error> = {
  400: InputError,
  401: AuthenticationError,
  403: NotAllowedError,
  404: NotFoundError,
  409: ConflictError,
  422: InputError,
};

/**
 * A refusal as callers of actions get to see it. Of an error MCP passes on a
 * name that it knows and the message, nothing else: the code is in the message,
 * and so is the link that `sso_required` is remedied by. Over HTTP it keeps our
 * status and code as well. What is no refusal stays as it is.
 */
export function toActionError(error: unknown): unknown {
  const refusal = toRefusal(error);
  if (!refusal) return error;
  const Named = BY_STATUS[refusal.statusCode] ?? ServiceUnavailableError;
  const { code, statusCode, issues, retryAfter, url } = refusal;
  return Object.assign(new Named(describe(refusal)), {
    code,
    statusCode,
    ...(issues && { issues }),
    ...(retryAfter !== undefined && { retryAfter }),
    ...(url && { url }),
  });
}

function describe(refusal: AgentTasksError): string {
  const { code, message, url } = refusal;
  const remedy = url && !message.includes(url) ? ` ${url}` : '';
  return withCode({ code, message: `${message}${remedy}` });
}
