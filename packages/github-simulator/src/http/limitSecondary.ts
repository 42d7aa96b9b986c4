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

import type { RequestHandler } from 'express';
import type { World } from '../World';
import { secondaryRateLimitError } from './limitRequests';
import type { RateLimitResource } from './RateLimits';
import { contextOf } from './requestContext';

/** Refuses who asks too much at once, too fast, or creates too much (behaviour 56). */
export function limitSecondary(
  { secondaryLimits, state }: World,
  resource: RateLimitResource,
): RequestHandler {
  return (request, response, next) => {
    const userId = contextOf(request).account?.id;
    const { switches } = state;
    if (
      userId === undefined ||
      !switches.secondaryLimits ||
      request.path === '/rate_limit'
    ) {
      return next();
    }
    const { method } = request;
    const retryAfter = secondaryLimits.begin({ userId, resource, method });
    if (retryAfter !== undefined) {
      throw secondaryRateLimitError(switches.rateLimitStatus, retryAfter);
    }
    response.once('close', () => secondaryLimits.end(userId));
    return next();
  };
}
