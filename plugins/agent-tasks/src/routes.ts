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

import { createRouteRef, createSubRouteRef } from '@backstage/core-plugin-api';

/** The list of tasks, usually at `/agent-tasks`. */
export const rootRouteRef = createRouteRef({ id: 'agent-tasks' });

/** The page of one task. Notifications and the scaffolder link here. */
export const taskRouteRef = createSubRouteRef({
  id: 'agent-tasks/task',
  parent: rootRouteRef,
  path: '/tasks/:id',
});

/** What platform admins see and decide: rules, usage and history. */
export const adminRouteRef = createSubRouteRef({
  id: 'agent-tasks/admin',
  parent: rootRouteRef,
  path: '/admin',
});

/** The tab of an entity with its tasks. */
export const entityContentRouteRef = createRouteRef({
  id: 'agent-tasks/entity',
});

/** One task within the tab of an entity. */
export const entityTaskRouteRef = createSubRouteRef({
  id: 'agent-tasks/entity/task',
  parent: entityContentRouteRef,
  path: '/tasks/:id',
});
