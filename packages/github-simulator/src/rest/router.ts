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
import { notFound } from '../http/GithubError';
import { injectFaults } from '../http/injectFaults';
import { limitRequests } from '../http/limitRequests';
import { limitSecondary } from '../http/limitSecondary';
import {
  allowAnyOrigin,
  identifyRequest,
  requireUserAgent,
  selectApiVersion,
} from '../http/middleware';
import type { World } from '../World';
import { actionsRouter } from './actions';
import { agentTasksRouter } from './agentTasks';
import { archiveRouter } from './archive';
import { applicationsRouter } from './applications';
import { assigneesRouter } from './assignees';
import { branchProtectionRouter } from './branchProtection';
import { checksRouter } from './checks';
import { commentsRouter } from './comments';
import { commitsRouter } from './commits';
import { contentsRouter } from './contents';
import { createRepositoriesRouter } from './createRepositories';
import { gitDatabaseRouter } from './gitDatabase';
import { followNames } from './followNames';
import { metaRouter } from './meta';
import { pullsRouter } from './pulls';
import { repositoriesRouter } from './repositories';
import { repositorySettingsRouter } from './repositorySettings';
import { usersRouter } from './users';
import { writeContentsRouter } from './writeContents';

/** The REST API. Trailing slashes are not forgiven (behaviour 44). */
export function restRouter(world: World): Router {
  const router = Router({ strict: true });
  router.use(
    allowAnyOrigin,
    identifyRequest(world),
    requireUserAgent,
    selectApiVersion,
  );
  router.use(applicationsRouter(world));
  router.use(
    authenticate(world),
    limitRequests(world, 'core'),
    limitSecondary(world, 'core'),
    injectFaults(world),
    // GitHub reads JSON whatever the content type says, and judges the value itself.
    express.json({ type: () => true, strict: false, limit: '2mb' }),
  );
  router.use(followNames(world));
  router.use(
    agentTasksRouter(world),
    usersRouter(world),
    checksRouter(world),
    actionsRouter(world),
    commentsRouter(world),
    branchProtectionRouter(world),
    repositoriesRouter(world),
    createRepositoriesRouter(world),
    repositorySettingsRouter(world),
    contentsRouter(world),
    archiveRouter(world),
    // After the routers that know what may follow a ref.
    commitsRouter(world),
    gitDatabaseRouter(world),
    writeContentsRouter(world),
    pullsRouter(world),
    assigneesRouter(world),
    metaRouter(world),
  );
  router.use(() => {
    throw notFound();
  });
  router.use(errorHandler);
  return router;
}
