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

import type { ScmIntegrationRegistry } from '@backstage/integration';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { AgentTasksService } from 'backstage-plugin-agent-tasks-node';
import { findRepositoryEntity } from '../lib/findRepositoryEntity';
import { idempotencyKey } from '../lib/idempotencyKey';
import type { Portal } from '../lib/Portal';
import { checkRequest, readRequest } from '../lib/readRequest';
import {
  dryRunTask,
  logStartedTask,
  toStartedTask,
  type StartedTask,
} from '../lib/StartedTask';
import { toScaffolderError } from '../lib/toScaffolderError';
import { examples } from './createStartAction.examples';
import { startSchema } from './startSchema';

const CREATE_AGAIN =
  'This run carries no GitHub sign-in: the scaffolder drops it when a run is retried. Create again from the template instead.';

/**
 * `agent-tasks:start` starts one task as the user who runs the template.
 *
 * It never starts a second one: the portal gets a key that names this execution
 * of this step, and what it answered is kept in a checkpoint. A crash before
 * the checkpoint repeats the call with the same key, and the portal gives the
 * same task. A request that certainly started nothing may be repeated.
 *
 * If GitHub's answer was lost (dispatch status `unknown`), the step succeeds
 * without `githubTaskId` and `taskUrl`: the portal goes on looking for the task
 * and shows it on its page. Failing would invite a person to start it again.
 *
 * Neither the token nor the prompt gets into the log, the checkpoint or an error.
 */
export function createStartAction(options: {
  agentTasks: AgentTasksService;
  catalog: CatalogService;
  integrations: ScmIntegrationRegistry;
  portal: Portal;
}) {
  const { agentTasks, catalog, integrations, portal } = options;
  return createTemplateAction({
    id: 'agent-tasks:start',
    description:
      'Starts a GitHub Copilot agent task as the user who runs the template',
    examples,
    supportsDryRun: true,
    schema: startSchema,
    async handler(ctx) {
      const request = await readRequest(ctx.input, {
        gitHubHost: portal.gitHubHost,
        integrations,
        workspacePath: ctx.workspacePath,
      });
      const { repository } = request;
      const key = idempotencyKey({
        scaffolderTaskId: ctx.task.id,
        stepId: ctx.step?.id,
        each: ctx.each,
        request,
      });

      let started: StartedTask;
      if (ctx.isDryRun) {
        checkRequest(request);
        ctx.logger.info(
          `Dry run: the inputs are valid; no task was started in ${repository}.`,
        );
        started = dryRunTask({ gitHubHost: portal.gitHubHost, repository });
      } else {
        started = await ctx.checkpoint({ key, fn: start });
      }

      ctx.output('taskId', started.taskId);
      ctx.output('portalUrl', portal.taskUrl(started.taskId));
      for (const name of ['githubTaskId', 'taskUrl', 'state'] as const) {
        const value = started[name];
        if (value !== undefined) ctx.output(name, value);
      }
      const entityRef = request.entityRef ?? (await findEntity());
      if (entityRef !== undefined) ctx.output('entityRef', entityRef);

      async function start(): Promise<StartedTask> {
        ctx.signal?.throwIfAborted();
        const gitHubToken = ctx.input.token || ctx.secrets?.USER_OAUTH_TOKEN;
        ctx.logger.info(`Asking GitHub's agent to work in ${repository}`);
        try {
          const { task, replayed } = await agentTasks.startTask(request, {
            credentials: await ctx.getInitiatorCredentials(),
            gitHubToken,
            signal: ctx.signal,
            idempotencyKey: key,
          });
          logStartedTask(ctx.logger, task, {
            replayed,
            portalUrl: portal.taskUrl(task.id),
          });
          return toStartedTask(task);
        } catch (error) {
          throw toScaffolderError(error, {
            withoutSignIn: gitHubToken ? undefined : CREATE_AGAIN,
          });
        }
      }

      async function findEntity(): Promise<string | undefined> {
        try {
          return await findRepositoryEntity(catalog, repository, {
            credentials: await ctx.getInitiatorCredentials(),
          });
        } catch (error) {
          // The task runs; a link that is missing is no reason to call it failed.
          ctx.logger.warn(
            `The catalog could not be asked for the entity of ${repository}: ${error}`,
          );
          return undefined;
        }
      }
    },
  });
}
