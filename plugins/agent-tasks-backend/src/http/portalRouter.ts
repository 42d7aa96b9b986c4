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

import { NotFoundError } from '@backstage/errors';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { AbandonTask } from '../tasks/AbandonTask';
import type { CheckTask } from '../tasks/CheckTask';
import type { RepositoryOffers } from '../tasks/RepositoryOffers';
import type { StartAttempts } from '../tasks/StartAttempts';
import type { TaskReader } from '../tasks/TaskReader';
import { createErrorHandler } from './errorHandler';
import { createGetHealth, type GetHealthOptions } from './health/getHealth';
import { createOpenApiDocument } from './openapi';
import { createAbandonTask } from './portal/abandonTask';
import { createCheckTask } from './portal/checkTask';
import { createGetTask } from './portal/getTask';
import { createListRepositories } from './portal/listRepositories';
import { createListTasks } from './portal/listTasks';
import { createStartTask } from './portal/startTask';
import type { CallerResolver, RequestContextResolver } from './requestContext';
import {
  createUsageRouter,
  type UsageRouterOptions,
} from './usage/usageRouter';

/** What {@link createPortalRouter} is made with. */
export interface PortalRouterOptions {
  resolveCaller: CallerResolver;
  resolveContext: RequestContextResolver;
  attempts: StartAttempts;
  checkTask: CheckTask;
  abandonTask: AbandonTask;
  taskReader: TaskReader;
  repositoryOffers: RepositoryOffers;
  /** The plugin's base URL as callers know it, such as `https://portal/api/agent-tasks`. */
  getExternalBaseUrl: () => Promise<string>;
  health: GetHealthOptions;
  usage: UsageRouterOptions;
}

/** The portal API, to mount at `/v1`: tasks with memory, for the portal and for programs. */
export function createPortalRouter(options: PortalRouterOptions): Router {
  const router = PromiseRouter();
  router.post('/tasks', createStartTask(options));
  router.get('/tasks', createListTasks(options));
  router.get('/tasks/:id', createGetTask(options));
  router.post('/tasks/:id/check', createCheckTask(options));
  router.post('/tasks/:id/abandon', createAbandonTask(options));
  router.get('/repositories', createListRepositories(options));
  router.use(createUsageRouter(options.usage));
  router.get('/health', createGetHealth(options.health));
  router.get('/openapi.json', async (_request, response) => {
    response.json(
      createOpenApiDocument({ serverUrl: await options.getExternalBaseUrl() }),
    );
  });
  router.use((request, _response, next) => {
    next(
      new NotFoundError(
        `There is no ${request.method} here. GET ${request.baseUrl}/openapi.json lists all calls.`,
      ),
    );
  });
  router.use(createErrorHandler());
  return router;
}
