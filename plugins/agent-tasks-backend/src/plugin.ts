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
import { notificationService } from '@backstage/plugin-notifications-node';
import { createConditionAuthorizer } from '@backstage/plugin-permission-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { agentTasksPermissions } from 'backstage-plugin-agent-tasks-common';
import { agentTaskPermissionResourceRef } from 'backstage-plugin-agent-tasks-node';
import express from 'express';
import { readSettings } from './config';
import { GitHubIdentities, LeasedTokens, TokenOffers } from './credentials';
import { OctokitGitHubClient } from './github';
import { createPortalRouter } from './http/portalRouter';
import { createProxyRouter } from './http/proxyRouter';
import { createRequestContextResolver } from './http/requestContext';
import { withTokenOffers } from './http/withTokenOffers';
import { Announcer } from './live/Announcer';
import { DatabaseTaskStore } from './tasks/DatabaseTaskStore';
import { DispatchTask } from './tasks/DispatchTask';
import { IntentWriter } from './tasks/IntentWriter';
import { RepeatedDispatch } from './tasks/RepeatedDispatch';
import { RepositoryOffers } from './tasks/RepositoryOffers';
import { RepositoryVisibility } from './tasks/RepositoryVisibility';
import { TaskReader } from './tasks/TaskReader';
import { TaskSender } from './tasks/TaskSender';
import { toTask } from './tasks/types';
import { DatabaseFollowedUsers } from './tracking/DatabaseFollowedUsers';
import { OwnerCheck } from './tracking/OwnerCheck';
import { Pauser } from './tracking/Pauser';
import { Tracker } from './tracking/Tracker';

/**
 * Starts GitHub Copilot cloud agent tasks as the signed-in user and follows them
 * until their pull request is ready.
 *
 * @public
 */
export const agentTasksPlugin = createBackendPlugin({
  pluginId: 'agent-tasks',
  register(env) {
    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        config: coreServices.rootConfig,
        database: coreServices.database,
        discovery: coreServices.discovery,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        signals: signalsServiceRef,
        userInfo: coreServices.userInfo,
      },
      async init(deps) {
        const { auditor, database, logger, permissions } = deps;
        const settings = readSettings(deps.config);
        const { policy, github } = settings;
        const { requestTimeoutMs } = github;
        const { intervalMs, slowIntervalMs } = settings.tracking;

        const client = OctokitGitHubClient.create({ settings: github });
        const store = await DatabaseTaskStore.create({ database });
        const followedUsers = await DatabaseFollowedUsers.create({
          database,
          leaseMs: 2 * requestTimeoutMs,
        });
        const credentials = LeasedTokens.create();
        const identities = GitHubIdentities.create({ client });
        const announcer = Announcer.create({
          signals: deps.signals,
          notifications: deps.notifications,
          logger,
        });

        const pauser = Pauser.create({ store, followedUsers, announcer });
        const tracker = Tracker.create({
          store,
          followedUsers,
          credentials,
          identities,
          check: OwnerCheck.create({
            client,
            store,
            announcer,
            slowIntervalMs,
            requestTimeoutMs,
          }),
          pauser,
          logger,
          intervalMs,
          slowIntervalMs,
        });
        deps.lifecycle.addStartupHook(() => tracker.start());
        deps.lifecycle.addShutdownHook(() => tracker.stop());

        const dispatchTask = DispatchTask.create({
          policy,
          permissions,
          auditor,
          store,
          intents: IntentWriter.create({
            host: github.host,
            policy,
            trackingIntervalMs: intervalMs,
            identities,
            store,
          }),
          sender: TaskSender.create({
            client,
            store,
            credentials,
            identities,
            announcer,
            logger,
          }),
          repeats: RepeatedDispatch.create({
            store,
            announcer,
            requestTimeoutMs,
          }),
        });

        deps.lifecycle.addShutdownHook(() => dispatchTask.drain());

        deps.permissionsRegistry.addResourceType({
          resourceRef: agentTaskPermissionResourceRef,
          permissions: agentTasksPermissions,
          rules: [],
          getResources: async ids =>
            (await Promise.all(ids.map(id => store.get(id)))).map(
              task => task && toTask(task),
            ),
        });
        const taskReader = TaskReader.create({
          store,
          permissions,
          authorizer: createConditionAuthorizer(
            deps.permissionsRegistry.getPermissionRuleset(
              agentTaskPermissionResourceRef,
            ),
          ),
          identities,
          visibility: RepositoryVisibility.create({ client }),
        });

        const resolveContext = withTokenOffers(
          createRequestContextResolver({
            httpAuth: deps.httpAuth,
            userInfo: deps.userInfo,
            getLeasedToken: user => credentials.findForUser(user),
          }),
          TokenOffers.create({
            credentials,
            identities,
            followedUsers,
            onKept: owner => pauser.resume(owner),
            logger,
          }),
        );
        const getExternalBaseUrl = () =>
          deps.discovery.getExternalBaseUrl('agent-tasks');
        const router = express.Router();
        router.use(
          '/github',
          createProxyRouter({
            github: client,
            apiBaseUrl: github.apiBaseUrl,
            resolveContext,
            getExternalBaseUrl,
            dispatch: request => dispatchTask.dispatch(request),
          }),
        );
        router.use(
          '/v1',
          createPortalRouter({
            resolveContext,
            dispatchTask,
            taskReader,
            repositoryOffers: RepositoryOffers.create({
              client,
              identities,
              policy,
            }),
            getExternalBaseUrl,
          }),
        );
        deps.httpRouter.use(router);
      },
    });
  },
});
