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
  listRepositoriesQuerySchema,
  type ListRepositoriesResponse,
} from 'backstage-plugin-agent-tasks-common';
import type { Request, Response } from 'express';
import type { RepositoryOffers } from '../../tasks/RepositoryOffers';
import { requireToken, type RequestContextResolver } from '../requestContext';
import { parseRequest } from '../validation';

/** `GET /repositories`. */
export function createListRepositories(options: {
  resolveContext: RequestContextResolver;
  repositoryOffers: RepositoryOffers;
}) {
  return async (request: Request, response: Response) => {
    const context = await options.resolveContext(request);
    const { query } = parseRequest(listRepositoriesQuerySchema, request.query);
    const body: ListRepositoriesResponse = {
      items: await options.repositoryOffers.list({
        gitHubToken: requireToken(context),
        ownershipEntityRefs: await context.getOwnershipEntityRefs(),
        query,
      }),
    };
    response.json(body);
  };
}
