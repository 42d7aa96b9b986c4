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
  configApiRef,
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { scmAuthApiRef } from '@backstage/integration-react';
import { createScaffolderFieldExtension } from '@backstage/plugin-scaffolder-react';
import { agentTasksApiRef, DefaultAgentTasksApi } from './api';
import { entityContentRouteRef, rootRouteRef } from './routes';
import {
  AgentTasksModelPicker,
  AgentTasksRepositoryPicker,
  modelPickerSchema,
  repositoryPickerSchema,
  validateModel,
  validateRepository,
} from './scaffolder';

/**
 * The plugin for the legacy frontend system; the one for the new frontend system
 * is the default export of `backstage-plugin-agent-tasks/alpha`.
 *
 * @public
 */
export const agentTasksPlugin = createPlugin({
  id: 'agent-tasks',
  apis: [
    createApiFactory({
      api: agentTasksApiRef,
      deps: {
        configApi: configApiRef,
        discoveryApi: discoveryApiRef,
        fetchApi: fetchApiRef,
        scmAuthApi: scmAuthApiRef,
      },
      factory: ({ configApi, ...apis }) =>
        DefaultAgentTasksApi.fromConfig(configApi, apis),
    }),
  ],
  routes: { root: rootRouteRef, entityContent: entityContentRouteRef },
});

/**
 * The card *Agent tasks* of an entity's overview.
 *
 * @public
 */
export const EntityAgentTasksCard: () => JSX.Element = agentTasksPlugin.provide(
  createComponentExtension({
    name: 'EntityAgentTasksCard',
    component: {
      lazy: () =>
        import('./components/AgentTasksCard').then(m => m.AgentTasksCard),
    },
  }),
);

/**
 * The tab *Agent tasks* of an entity.
 *
 * @public
 */
export const EntityAgentTasksContent: () => JSX.Element =
  agentTasksPlugin.provide(
    createRoutableExtension({
      name: 'EntityAgentTasksContent',
      mountPoint: entityContentRouteRef,
      component: () =>
        import('./components/EntityAgentTasksContent').then(
          m => m.EntityAgentTasksContent,
        ),
    }),
  );

/**
 * The page with all tasks that the viewer may see; mount it at `/agent-tasks`,
 * where notifications and templates link to.
 *
 * @public
 */
export const AgentTasksPage: () => JSX.Element = agentTasksPlugin.provide(
  createRoutableExtension({
    name: 'AgentTasksPage',
    mountPoint: rootRouteRef,
    component: () =>
      import('./components/AgentTasksPage').then(m => m.AgentTasksPage),
  }),
);

/**
 * What a person decides about agent tasks for themselves, for a route of the
 * user's settings.
 *
 * @public
 */
export const AgentTasksSettings: () => JSX.Element = agentTasksPlugin.provide(
  createComponentExtension({
    name: 'AgentTasksSettings',
    component: {
      lazy: () =>
        import('./components/AgentTasksSettings').then(
          m => m.AgentTasksSettings,
        ),
    },
  }),
);

/**
 * The field `AgentTasksRepositoryPicker` for templates.
 *
 * @public
 */
export const AgentTasksRepositoryPickerFieldExtension =
  agentTasksPlugin.provide(
    createScaffolderFieldExtension({
      name: 'AgentTasksRepositoryPicker',
      component: AgentTasksRepositoryPicker,
      validation: validateRepository,
      schema: repositoryPickerSchema.schema,
    }),
  );

/**
 * The field `AgentTasksModelPicker` for templates.
 *
 * @public
 */
export const AgentTasksModelPickerFieldExtension = agentTasksPlugin.provide(
  createScaffolderFieldExtension({
    name: 'AgentTasksModelPicker',
    component: AgentTasksModelPicker,
    validation: validateModel,
    schema: modelPickerSchema.schema,
  }),
);
