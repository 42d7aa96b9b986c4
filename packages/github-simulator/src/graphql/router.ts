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

import express, { Router } from 'express';
import { authenticate } from '../http/authenticate';
import { errorHandler } from '../http/errorHandler';
import { GithubError } from '../http/GithubError';
import { injectFaults } from '../http/injectFaults';
import { limitRequests } from '../http/limitRequests';
import { limitSecondary } from '../http/limitSecondary';
import {
  allowAnyOrigin,
  identifyRequest,
  requireUserAgent,
} from '../http/middleware';
import { replyJson } from '../http/reply';
import { requireJsonObject } from '../http/requireJsonObject';
import { contextOf } from '../http/requestContext';
import type { World } from '../World';
import { executeQuery } from './executeQuery';

/** The GraphQL endpoint. It has no anonymous callers. */
export function graphqlRouter(world: World): Router {
  const router = Router();
  router.use(
    allowAnyOrigin,
    identifyRequest(world),
    requireUserAgent,
    authenticate(world),
    limitRequests(world, 'graphql'),
    limitSecondary(world, 'graphql'),
    injectFaults(world),
    express.json({ type: () => true, strict: false, limit: '2mb' }),
  );
  router.post('/', (request, response) => {
    if (!contextOf(request).account) {
      throw new GithubError(
        401,
        'This endpoint requires you to be authenticated.',
      );
    }
    const { query, variables } = requireJsonObject(request);
    if (typeof query !== 'string') {
      throw new GithubError(
        400,
        'A query attribute must be specified and must be a string.',
      );
    }
    replyJson(
      request,
      response,
      200,
      executeQuery(
        query,
        variables as Record<string, unknown> | undefined,
        request,
        world,
      ),
    );
  });
  router.use(() => {
    throw new GithubError(404, 'Not Found');
  });
  router.use(errorHandler);
  return router;
}
