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

import express, { Express } from 'express';
import { controlRouter } from './control';
import { gitRouter } from './git/server';
import { graphqlRouter } from './graphql/router';
import { catchUp, logRequests, reportChanges } from './http/middleware';
import { refuseForeignHosts } from './http/refuseForeignHosts';
import { singleSignOnRouter } from './oauth/singleSignOnRouter';
import { oauthRouter } from './oauth/router';
import { pagesRouter } from './pages/router';
import { restRouter } from './rest/router';
import type { World } from './World';

/** The whole of the simulated GitHub as one request handler. */
export function createApp(
  world: World,
  options: { onChange?: () => void } = {},
): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(refuseForeignHosts);
  app.use(reportChanges(options.onChange ?? (() => {})));
  app.use('/_simulator', catchUp(world), controlRouter(world));
  app.use(catchUp(world), logRequests(world));
  app.use('/api/graphql', graphqlRouter(world));
  app.use('/api/v3', restRouter(world));
  app.use('/login/oauth', oauthRouter(world));
  app.use('/orgs', singleSignOnRouter(world));
  app.use(gitRouter(world));
  app.use(pagesRouter(world));
  return app;
}
