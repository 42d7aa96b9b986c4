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
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { agentTasksServiceRef } from 'backstage-plugin-agent-tasks-node';
import { createStartAction } from './actions/createStartAction';
import { createWaitAction } from './actions/createWaitAction';
import { readPortal } from './lib/Portal';

/**
 * Gives the scaffolder the actions `agent-tasks:start` and `agent-tasks:wait`.
 *
 * @public
 */
export const scaffolderModuleAgentTasks = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'agent-tasks',
  register({ registerInit }) {
    registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        agentTasks: agentTasksServiceRef,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
      },
      async init({ actions, agentTasks, catalog, config }) {
        const portal = readPortal(config);
        const integrations = ScmIntegrations.fromConfig(config);
        actions.addActions(
          createStartAction({ agentTasks, catalog, integrations, portal }),
          createWaitAction({ agentTasks, portal }),
        );
      },
    });
  },
});
