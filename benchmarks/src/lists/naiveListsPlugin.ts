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
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import PromiseRouter from 'express-promise-router';
import type { Knex } from 'knex';

/** Whose database it keeps its tasks in. */
export const NAIVE_LISTS_PLUGIN_ID = 'naive-lists';

const PAGE_SIZE = 20;

/**
 * The naive twin of the list API, as a first attempt would have it: a table
 * without indexes, and pages by OFFSET. It checks the Backstage token and
 * nothing else. Its table comes with the tasks that are measured.
 */
export const naiveListsPlugin = createBackendPlugin({
  pluginId: NAIVE_LISTS_PLUGIN_ID,
  register(env) {
    env.registerInit({
      deps: {
        database: coreServices.database,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
      },
      async init({ database, httpAuth, httpRouter }) {
        const db = await database.getClient();
        const router = PromiseRouter();
        router.get('/tasks', async (request, response) => {
          await httpAuth.credentials(request, { allow: ['user'] });
          response.json({ items: await listNaively(db, request.query) });
        });
        httpRouter.use(router);
      },
    });
  },
});

function listNaively(db: Knex, query: Record<string, any>) {
  const { repository, entityRef, requestedBy, state, offset } = query;
  const select = db('tasks')
    .orderBy('created_at', 'desc')
    .offset(Number(offset ?? 0))
    .limit(PAGE_SIZE);
  if (repository) select.where('repository', repository);
  if (entityRef) select.where('entity_ref', entityRef);
  if (requestedBy) select.where('requested_by', requestedBy);
  if (state) select.whereIn('state', state.split(','));
  return select;
}
