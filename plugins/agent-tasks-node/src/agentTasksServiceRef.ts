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
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { AgentTasksClient } from 'backstage-plugin-agent-tasks-common';
import type {
  AgentTasksService,
  AgentTasksServiceCallOptions,
} from './AgentTasksService';

/**
 * Reaches the agent-tasks backend from any other backend plugin, over HTTP, so
 * that both may run in different processes.
 *
 * @public
 */
export const agentTasksServiceRef = createServiceRef<AgentTasksService>({
  id: 'agent-tasks.client',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: { auth: coreServices.auth, discovery: coreServices.discovery },
      factory({ auth, discovery }) {
        const client = new AgentTasksClient({
          getBaseUrl: () => discovery.getBaseUrl('agent-tasks'),
          fetch,
        });
        // On-behalf-of tokens are short-lived: one is made right before each call.
        const asUser = async <T extends AgentTasksServiceCallOptions>({
          credentials,
          ...rest
        }: T) => {
          const { token } = await auth.getPluginRequestToken({
            onBehalfOf: credentials,
            targetPluginId: 'agent-tasks',
          });
          return { ...rest, token };
        };
        return {
          startTask: async (request, options) =>
            client.startTask(request, await asUser(options)),
          getTask: async (id, options) =>
            client.getTask(id, await asUser(options)),
        };
      },
    }),
});
