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

import type { Request, RequestHandler, Response } from 'express';
import type { World } from '../World';
import { GithubError } from './GithubError';
import { replyJson } from './reply';
import type { RateLimitResource, RateLimitSnapshot } from './RateLimits';
import { contextOf } from './requestContext';

/** Counts the request and puts `x-ratelimit-*` on every answer (behaviour 53). */
export function limitRequests(
  { rateLimits, state }: World,
  resource: RateLimitResource,
): RequestHandler {
  return (request, response, next) => {
    const context = contextOf(request);
    const userId = context.token?.userId;
    const writeHeaders = () =>
      setRateLimitHeaders(
        response,
        resource,
        rateLimits.snapshot(userId, resource),
      );

    // `/rate_limit` tells without counting.
    if (request.path === '/rate_limit') {
      writeHeaders();
      return next();
    }
    const allowed = rateLimits.consume(userId, resource);
    writeHeaders();
    if (!allowed && resource === 'graphql') {
      // GraphQL refuses with status 200.
      replyJson(request, response, 200, {
        errors: [
          {
            type: 'RATE_LIMIT',
            code: 'graphql_rate_limit',
            message: `API rate limit already exceeded for user ID ${userId}.`,
          },
        ],
      });
      return undefined;
    }
    if (!allowed) {
      throw primaryRateLimitError(request, state.switches.rateLimitStatus);
    }
    context.refund = () => {
      rateLimits.refund(userId, resource);
      writeHeaders();
    };
    return next();
  };
}

function setRateLimitHeaders(
  response: Response,
  resource: RateLimitResource,
  { limit, remaining, used, reset }: RateLimitSnapshot,
): void {
  response.set({
    'X-RateLimit-Limit': String(limit),
    'X-RateLimit-Remaining': String(remaining),
    'X-RateLimit-Used': String(used),
    'X-RateLimit-Reset': String(reset),
    'X-RateLimit-Resource': resource,
  });
}

/** Behaviour 54. */
export function primaryRateLimitError(
  request: Request,
  status: number,
): GithubError {
  const { token } = contextOf(request);
  return new GithubError(
    status,
    token
      ? `API rate limit exceeded for user ID ${token.userId}.`
      : 'API rate limit exceeded for 127.0.0.1. (But here is the good news: Authenticated requests get a higher rate limit.)',
    { headers: { 'X-RateLimit-Remaining': '0' } },
  );
}

/** Behaviour 55: there are requests left, and `retry-after` may be missing. */
export function secondaryRateLimitError(
  status: number,
  retryAfter: number | undefined,
): GithubError {
  return new GithubError(
    status,
    'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
    {
      headers:
        retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) },
    },
  );
}
