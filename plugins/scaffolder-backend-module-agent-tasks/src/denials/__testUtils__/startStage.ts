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
  type AuditorServiceEvent,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import mcpActionsPlugin from '@backstage/plugin-mcp-actions-backend';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
// eslint-disable-next-line @backstage/no-mixed-plugin-imports -- a portal has both
import agentTasksPlugin from 'backstage-plugin-agent-tasks-backend';
import { startSimulator } from 'github-agent-tasks-simulator';
import scaffolderModuleAgentTasks from '../../index';
import { mcpDoor } from './doors/mcpDoor';
import { portalDoor } from './doors/portalDoor';
import { proxyDoor } from './doors/proxyDoor';
import { scaffolderDoor } from './doors/scaffolderDoor';
import type { ConfiguredPolicy, Door, DoorName } from './types';

/** What came of an audit event of the plugin. */
export interface AuditEvent {
  eventId: string;
  outcome: 'succeeded' | 'failed';
  meta: Record<string, unknown>;
}

/** Everybody is in a group of their own name, beside payments. */
const groupsOf = (userEntityRef: string) => [
  userEntityRef,
  userEntityRef.replace('user:', 'group:').concat('-team'),
  'group:default/payments',
];

/**
 * A portal with every door there is, over a simulated GitHub whose time stands
 * still, whose policy and permissions a test changes as it goes.
 */
export async function startStage() {
  const github = await startSimulator({ frozen: true, history: false });
  const events: AuditEvent[] = [];
  const denied = new Set<string>();
  let template: Entity | undefined;

  const configWith = (policy: ConfiguredPolicy) => ({
    app: { baseUrl: 'http://localhost:3000' },
    backend: {
      baseUrl: 'http://localhost:7007',
      actions: { pluginSources: ['agent-tasks'] },
    },
    integrations: {
      github: [{ host: github.host, apiBaseUrl: github.apiBaseUrl }],
    },
    agentTasks: {
      github: { host: github.host },
      policy: policy as {},
      tracking: {
        interval: { milliseconds: 100 },
        slowInterval: { milliseconds: 100 },
      },
      credentials: {
        encryptionKeys: ['x2rJ0cXnVbHq7mJm3yC1p6k9s0tUwZaE'],
        grant: {
          clientId: 'agent-tasks-portal',
          clientSecret: 'agent-tasks-portal-secret',
        },
      },
    },
  });
  const config = mockServices.rootConfig({
    data: configWith({ repositories: [{ match: 'acme/*' }] }),
  });

  const backend = await startTestBackend({
    features: [
      scaffolderPlugin,
      agentTasksPlugin,
      scaffolderModuleAgentTasks,
      mcpActionsPlugin,
      catalogServiceMock.mock({
        getEntityByRef: async () => template,
        getEntities: async () => ({ items: [] }),
        getEntitiesByRefs: async () => ({ items: [] }),
      }).factory,
      createServiceFactory({
        service: coreServices.rootConfig,
        deps: {},
        factory: () => config,
      }),
      createServiceFactory({
        service: coreServices.userInfo,
        deps: {},
        factory: () => ({
          async getUserInfo({ principal }: any) {
            const { userEntityRef } = principal;
            return {
              userEntityRef,
              ownershipEntityRefs: groupsOf(userEntityRef),
            };
          },
        }),
      }),
      // The mocked one forgets which plugin acts on behalf of a user.
      createServiceFactory({
        service: coreServices.auth,
        deps: { plugin: coreServices.pluginMetadata },
        factory({ plugin }) {
          const auth = mockServices.auth({ pluginId: plugin.getId() });
          const subject = `plugin:${plugin.getId()}`;
          return Object.assign(auth, {
            async getPluginRequestToken({ onBehalfOf, targetPluginId }: any) {
              const { principal } = onBehalfOf;
              const token =
                principal.type === 'user'
                  ? mockCredentials.user.token(principal.userEntityRef, {
                      actor: { subject },
                    })
                  : mockCredentials.service.token({
                      onBehalfOf,
                      targetPluginId,
                    });
              return { token };
            },
          });
        },
      }),
      mockServices.permissions.mock({
        authorize: async requests =>
          requests.map(({ permission }) => ({
            result: denied.has(permission.name)
              ? AuthorizeResult.DENY
              : AuthorizeResult.ALLOW,
          })),
        authorizeConditional: async requests =>
          requests.map(() => ({ result: AuthorizeResult.ALLOW })),
      }).factory,
      createServiceFactory({
        service: coreServices.auditor,
        deps: { plugin: coreServices.pluginMetadata },
        factory: ({ plugin }) => ({
          async createEvent({ eventId, meta }): Promise<AuditorServiceEvent> {
            const record =
              (outcome: AuditEvent['outcome']) =>
              async (end?: { meta?: object }) => {
                if (plugin.getId() !== 'agent-tasks') return;
                events.push({
                  eventId,
                  outcome,
                  meta: { ...meta, ...end?.meta },
                });
              };
            return { success: record('succeeded'), fail: record('failed') };
          },
        }),
      }),
    ],
  });
  const { server } = backend;
  const doors: Record<DoorName, Door> = {
    portal: portalDoor(server),
    proxy: proxyDoor(server),
    scaffolder: scaffolderDoor(server, entity => {
      template = entity;
    }),
    mcp: mcpDoor(server),
  };

  return {
    github,
    server,
    doors,
    /** Of the agent-tasks plugin, oldest first. */
    events,
    /** Permissions that nobody has. */
    denied,
    /** Changes app-config while the portal runs. */
    configure: (policy: ConfiguredPolicy) =>
      config.update({ data: configWith(policy) }),
    async stop() {
      await backend.stop();
      await github.stop();
    },
  };
}

/** See {@link startStage}. */
export type DenialStage = Awaited<ReturnType<typeof startStage>>;
