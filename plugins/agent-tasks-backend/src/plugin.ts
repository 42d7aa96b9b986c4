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
import {
  actionsRegistryServiceRef,
  metricsServiceRef,
  tracingServiceRef,
} from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { ActionCallers } from './actions/ActionCallers';
import { registerActions } from './actions/registerActions';
import { readSettings } from './config';
import {
  createCredentials,
  describeIdentityChange,
  GitHubIdentities,
} from './credentials';
import { createRepositoryOf } from './createRepositoryOf';
import { OctokitGitHubClient } from './github';
import { PullRequestEvents } from './events/PullRequestEvents';
import { createRouter } from './http/createRouter';
import { createContextResolver } from './http/createContextResolver';
import { createCallerResolver } from './http/requestContext';
import { Announcer } from './live/Announcer';
import { createObservability } from './observability/createObservability';
import { createPolicy } from './policy/createPolicy';
import { createDispatch } from './tasks/createDispatch';
import { createTaskAccess } from './tasks/createTaskAccess';
import { DatabaseTaskStore } from './tasks/DatabaseTaskStore';
import { RepositoryOffers } from './tasks/RepositoryOffers';
import { StartAttempts } from './tasks/StartAttempts';
import { WritableRepositories } from './tasks/WritableRepositories';
import { createTracking } from './tracking/createTracking';
import { DatabaseFollowedUsers } from './tracking/DatabaseFollowedUsers';
import { Pauser } from './tracking/Pauser';
import { SharedClock } from './tracking/SharedClock';
import { DatabaseUsageReader } from './usage/DatabaseUsageReader';

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
        actionsRegistry: actionsRegistryServiceRef,
        auth: coreServices.auth,
        auditor: coreServices.auditor,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        discovery: coreServices.discovery,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        metrics: metricsServiceRef,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
        tracing: tracingServiceRef,
        userInfo: coreServices.userInfo,
      },
      async init(deps) {
        const { auditor, database, logger, permissions } = deps;
        const settings = readSettings(deps.config);
        const { github } = settings;
        const leaseMs = 2 * github.requestTimeoutMs;
        const { intervalMs, slowIntervalMs } = settings.tracking;

        const observability = createObservability(deps);
        const client = OctokitGitHubClient.create({
          settings: github,
          observer: observability.calls,
        });
        const store = await DatabaseTaskStore.create({ database });
        const followedUsers = await DatabaseFollowedUsers.create({
          database,
          leaseMs,
        });
        const identities = GitHubIdentities.create({ client });
        const writableRepositories = WritableRepositories.create({
          client,
          identities,
        });
        const {
          store: credentials,
          binding,
          createGrants,
          deleteExpired,
        } = await createCredentials({
          settings,
          database,
          identities,
          auditor,
          logger,
          onIdentityChange: change =>
            deps.notifications.send({
              recipients: { type: 'entity', entityRef: change.userEntityRef },
              payload: describeIdentityChange(change),
            }),
        });
        await deps.scheduler.scheduleTask({
          id: 'agent-tasks-delete-expired-credentials',
          scope: 'global',
          frequency: { hours: 1 },
          timeout: { minutes: 5 },
          fn: deleteExpired,
        });
        const announcer = Announcer.create({
          signals: deps.signals,
          notifications: deps.notifications,
          observer: observability.tasks,
          logger,
        });

        const clock = await SharedClock.create({ database });
        const repositoryOf = createRepositoryOf({
          config: deps.config,
          host: github.host,
        });
        const { policy, admin } = await createPolicy({
          ...deps,
          repositoryOf,
          clock,
          store,
          writableRepositories,
        });
        const pauser = Pauser.create({
          store,
          followedUsers,
          announcer,
          clock,
        });
        const { dispatchTask, recovery } = createDispatch({
          host: github.host,
          policy,
          permissions,
          auditor,
          client,
          store,
          credentials,
          identities,
          announcer,
          clock,
          logger,
          trackingIntervalMs: intervalMs,
          leaseMs,
          onTokenKept: owner => pauser.resume(owner),
        });
        const { tracker, ownerCheck } = createTracking({
          client,
          store,
          followedUsers,
          credentials,
          identities,
          recovery,
          announcer,
          pauser,
          clock,
          logger,
          intervalMs,
          slowIntervalMs,
          leaseMs,
        });
        const backlog = await observability.watch({
          database,
          followedUsers,
          credentials,
          clock,
        });
        deps.lifecycle.addStartupHook(() => tracker.start());
        const pullRequestEvents = PullRequestEvents.create({
          events: deps.events,
          followedUsers,
          clock,
          logger,
          host: github.host,
        });
        deps.lifecycle.addStartupHook(() => pullRequestEvents.subscribe());
        deps.lifecycle.addShutdownHook(() => tracker.stop());
        deps.lifecycle.addShutdownHook(() => dispatchTask.drain());

        const { taskReader, checkTask, abandonTask } = createTaskAccess({
          ...deps,
          client,
          store,
          identities,
          repositoryOf,
          recovery,
          credentials,
          announcer,
          clock,
          look: (task, token) => ownerCheck.lookAt(task, token),
        });
        const resolveContext = createContextResolver({
          ...deps,
          credentials,
          binding,
          identities,
          followedUsers,
          onKept: owner => pauser.resume(owner),
        });
        const attempts = StartAttempts.create({ auditor, dispatchTask });
        registerActions({
          actionsRegistry: deps.actionsRegistry,
          callers: ActionCallers.create({
            auth: deps.auth,
            userInfo: deps.userInfo,
            credentials,
            binding,
            appBaseUrl: deps.config.getOptionalString('app.baseUrl'),
            isGrantOffered: createGrants !== undefined,
          }),
          taskReader,
          attempts,
        });
        const router = createRouter({
          ...admin,
          auditor,
          permissions,
          resolveCaller: createCallerResolver(deps),
          resolveContext,
          github: client,
          apiBaseUrl: github.apiBaseUrl,
          getExternalBaseUrl: () =>
            deps.discovery.getExternalBaseUrl('agent-tasks'),
          grants: createGrants?.({
            onConnected: owner => pauser.resume(owner),
          }),
          attempts,
          taskReader,
          checkTask,
          abandonTask,
          repositoryOffers: RepositoryOffers.create({
            writableRepositories,
            policy,
            clock,
          }),
          usageReader: await DatabaseUsageReader.create({ database }),
          clock,
          health: { backlog, now: () => clock.now(), intervalMs },
        });
        deps.httpRouter.addAuthPolicy({
          path: '/v1/health',
          allow: 'unauthenticated',
        });
        deps.httpRouter.use(router);
      },
    });
  },
});
