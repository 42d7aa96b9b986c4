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

import { Router } from 'express';
import { replyJson } from '../http/reply';
import { contextOf } from '../http/requestContext';
import type { World } from '../World';

/** `/rate_limit`, `/meta`, `/zen` and the root. */
export function metaRouter(world: World): Router {
  const { rateLimits, urls } = world;
  const router = Router({ strict: true });

  router.get('/rate_limit', (request, response) => {
    const { token, apiVersion } = contextOf(request);
    const core = rateLimits.snapshot(token?.userId, 'core');
    replyJson(
      request,
      response,
      200,
      {
        resources: {
          core,
          graphql: rateLimits.snapshot(token?.userId, 'graphql'),
          search: { limit: 30, remaining: 30, used: 0, reset: core.reset },
        },
        // Behaviour 52: dropped in 2026-03-10.
        ...(apiVersion === '2022-11-28' && { rate: core }),
      },
      { etag: false },
    );
  });

  router.get('/meta', (request, response) => {
    replyJson(request, response, 200, {
      verifiable_password_authentication: false,
      installed_version: '3.19.0',
    });
  });

  router.get('/zen', (_request, response) => {
    response.type('text').send('Practicality beats purity.');
  });

  router.get('/', (request, response) => {
    replyJson(request, response, 200, {
      current_user_url: `${urls.api}/user`,
      rate_limit_url: `${urls.api}/rate_limit`,
      repository_url: `${urls.api}/repos/{owner}/{repo}`,
    });
  });

  return router;
}
