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

/**
 * Refusals over HTTP. One map, {@link toRefusal}, gives every error that is the
 * caller's or GitHub's its code; two handlers write it down, in Backstage's
 * shape for the portal API and in GitHub's for the proxy. What the map does not
 * know is a bug or Backstage's own refusal and goes on to Backstage's handler.
 */
import {
  AgentTasksError,
  isAgentTasksError,
} from 'backstage-plugin-agent-tasks-common';
import type { ErrorRequestHandler, Response } from 'express';
import type { z } from 'zod';
import { issuesOf, validationFailed } from './validation';

/** GitHub's page about these endpoints. */
export const DOCUMENTATION_URL =
  'https://docs.github.com/rest/agent-tasks/agent-tasks';

/** `undefined` for what is not ours to explain. */
export function toRefusal(error: unknown): AgentTasksError | undefined {
  if (!(error instanceof Error)) return undefined;
  // An error of Octokit holds the headers of its request. None should get here;
  // one that does must not be written out.
  if (error.name === 'HttpError' && 'request' in error) {
    return new AgentTasksError(
      'github_unavailable',
      'GitHub could not be asked. Try again in a few minutes.',
    );
  }
  if (isAgentTasksError(error)) return error;
  if (error.name === 'ZodError') {
    return validationFailed(issuesOf(error as z.ZodError));
  }
  return readParserError(error);
}

/** Refusals of the portal API, in Backstage's shape. */
export function createErrorHandler(): ErrorRequestHandler {
  return (error, request, response, next) => {
    const refusal = toRefusal(error);
    if (!refusal || response.headersSent) return next(error);
    const { name, message, code, statusCode } = refusal;
    return begin(response, refusal).json({
      error: { name, message, code, ...detailsOf(refusal) },
      request: { method: request.method, url: request.originalUrl },
      response: { statusCode },
    });
  };
}

/** Refusals of the portal on the proxy's paths, in GitHub's shape with a code. */
export function createProxyErrorHandler(): ErrorRequestHandler {
  return (error, _request, response, next) => {
    const refusal = toRefusal(error);
    if (!refusal || response.headersSent) return next(error);
    return begin(response, refusal).json({
      message: refusal.message,
      documentation_url: DOCUMENTATION_URL,
      code: refusal.code,
      ...detailsOf(refusal),
    });
  };
}

function begin(response: Response, refusal: AgentTasksError): Response {
  if (refusal.retryAfter !== undefined) {
    response.set('Retry-After', String(Math.ceil(refusal.retryAfter)));
  }
  return response.status(refusal.statusCode);
}

function detailsOf({ issues, retryAfter, url }: AgentTasksError) {
  return {
    ...(issues && { issues }),
    ...(retryAfter !== undefined && { retryAfter }),
    ...(url && { url }),
  };
}

/** Errors of express and body-parser, which say by `type` or status what the caller did. */
function readParserError(error: Error): AgentTasksError | undefined {
  const { type, status, code } = error as {
    type?: unknown;
    status?: unknown;
    code?: unknown;
  };
  // What was to be unpacked is not what Content-Encoding says; zlib gives no type.
  if (status === 400 && /^Z_/.test(String(code))) {
    return validationFailed([
      { path: '', message: 'The body cannot be unpacked. Send it plain.' },
    ]);
  }
  switch (type) {
    case 'entity.too.large':
      return validationFailed([
        {
          path: '',
          message: 'The body is too large. Shorten what is long in it.',
        },
      ]);
    case 'entity.parse.failed':
      return validationFailed([
        { path: '', message: 'The body is not valid JSON.' },
      ]);
    case 'charset.unsupported':
    case 'encoding.unsupported':
      return validationFailed([
        { path: '', message: 'Send the body as plain UTF-8.' },
      ]);
    case 'entity.verify.failed':
    case 'request.aborted':
    case 'request.size.invalid':
    case 'stream.encoding.set':
      return validationFailed([
        { path: '', message: 'The body did not arrive whole. Send it again.' },
      ]);
    default:
      // A path such as /%ZZ cannot be decoded.
      return error.name === 'URIError' && status === 400
        ? validationFailed([
            { path: '', message: 'The path is not properly encoded.' },
          ])
        : undefined;
  }
}
