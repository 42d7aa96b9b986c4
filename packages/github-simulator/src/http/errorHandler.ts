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

import type { ErrorRequestHandler } from 'express';
import { GithubError } from './GithubError';
import { replyJson } from './reply';

/** Writes refusals in GitHub's shape. Anything else is a defect of the simulator: 500, details on stderr. */
export const errorHandler: ErrorRequestHandler = (
  error,
  request,
  response,
  _next,
) => {
  const refusal =
    error instanceof GithubError
      ? error
      : fromBodyParser(error) ?? unexpected(error);
  response.set(refusal.headers);
  replyJson(request, response, refusal.status, refusal.body);
};

/** Behaviour 5. */
function fromBodyParser(error: unknown): GithubError | undefined {
  const { type } = error as { type?: string };
  if (type === 'entity.parse.failed') {
    return new GithubError(400, 'Problems parsing JSON');
  }
  return type === 'entity.too.large'
    ? new GithubError(413, 'Payload Too Large')
    : undefined;
}

function unexpected(error: unknown): GithubError {
  process.stderr.write(
    `Unexpected error in the simulator: ${
      error instanceof Error ? error.stack : String(error)
    }\n`,
  );
  return new GithubError(500, 'Server Error');
}
