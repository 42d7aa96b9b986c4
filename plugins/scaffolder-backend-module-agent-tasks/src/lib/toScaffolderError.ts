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
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import {
  isAgentTasksError,
  withCode,
} from 'backstage-plugin-agent-tasks-common';

const NO_ANSWER =
  'The portal did not answer. If the request reached it, the task runs: look at the list of agent tasks before you create again';

/**
 * What the person reads in the log of the run: the portal's own message and code,
 * under the name that Backstage has for such an error. A connection that broke says
 * so; anything else stays as it is.
 */
export function toScaffolderError(
  error: unknown,
  options: {
    /** What to do, if the run has no sign-in to GitHub any more. */
    withoutSignIn?: string;
  } = {},
): unknown {
  if (!isAgentTasksError(error)) {
    return isBrokenConnection(error)
      ? new ServiceUnavailableError(NO_ANSWER, error)
      : error;
  }
  const { code, statusCode } = error;
  const remedy = statusCode === 401 ? options.withoutSignIn : undefined;
  const message = withCode({
    code,
    message: [error.message, remedy].filter(Boolean).join(' '),
  });
  switch (statusCode) {
    case 400:
    case 401:
    case 422:
      return new InputError(message);
    case 403:
      return new NotAllowedError(message);
    case 404:
      return new NotFoundError(message);
    case 409:
      return new ConflictError(message);
    default:
      return new ServiceUnavailableError(message);
  }
}

/** `fetch` throws a TypeError for every failure of the network. */
function isBrokenConnection(error: unknown): boolean {
  return (error as Error | undefined)?.name === 'TypeError';
}
