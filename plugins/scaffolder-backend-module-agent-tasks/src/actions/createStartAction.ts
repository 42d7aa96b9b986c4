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
import {
  createTemplateAction,
  type ActionContext,
} from '@backstage/plugin-scaffolder-node';
import type { Task } from 'backstage-plugin-agent-tasks-common';
import type { AgentTasksService } from 'backstage-plugin-agent-tasks-node';
import { findRepositoryEntity } from '../lib/findRepositoryEntity';
import { idempotencyKey } from '../lib/idempotencyKey';
import { DRY_RUN } from '../lib/dryRun';
import type { Portal } from '../lib/Portal';
import { readRequest } from '../lib/readRequest';
import { toScaffolderError } from '../lib/toScaffolderError';
import { examples } from './createStartAction.examples';

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
    schema: {
      input: {
        repoUrl: z =>
          z
            .string()
            .describe(
              'The repository as RepoUrlPicker gives it (github.com?owner=acme&repo=billing). Give this or repository',
            )
            .optional(),
        repository: z =>
          z
            .string()
            .describe('The repository as owner/name. Give this or repoUrl')
            .optional(),
        prompt: z =>
          z
            .string()
            .describe('The whole brief for the agent. Give this or promptFile')
            .optional(),
        promptFile: z =>
          z
            .string()
            .describe(
              'The path of a file in the workspace that holds the brief. Give this or prompt',
            )
            .optional(),
        baseRef: z =>
          z
            .string()
            .describe(
              'The branch to start from and to merge into; the default branch if absent',
            )
            .optional(),
        headRef: z =>
          z
            .string()
            .describe('The branch of an open pull request to go on with')
            .optional(),
        model: z =>
          z
            .string()
            .describe('A model by the name GitHub gives it; Auto if absent')
            .optional(),
        customAgent: z =>
          z
            .string()
            .describe('The file name of a custom agent, without .agent.md')
            .optional(),
        createPullRequest: z =>
          z
            .boolean()
            .describe('Whether the agent opens a pull request')
            .default(true),
        entityRef: z =>
          z
            .string()
            .describe(
              'The full ref of the entity on whose page the task is shown',
            )
            .optional(),
        token: z =>
          z
            .string()
            .describe(
              "The user's own token for GitHub; secrets.USER_OAUTH_TOKEN if absent",
            )
            .optional(),
      },
      output: {
        taskId: z => z.string().describe("The portal's id of the task"),
        githubTaskId: z =>
          z
            .string()
            .describe("GitHub's id of the task; absent while it is not known")
            .optional(),
        taskUrl: z =>
          z
            .string()
            .describe('The task on GitHub; absent where GitHub gave no link')
            .optional(),
        portalUrl: z => z.string().describe('The task in the portal'),
        state: z =>
          z
            .string()
            .describe(
              'The state of the task, usually queued; absent while GitHub has not confirmed it',
            )
            .optional(),
        entityRef: z =>
          z
            .string()
            .describe(
              'The entity on whose page the task is shown: as given, else the one in the catalog with this repository',
            )
            .optional(),
      },
    },
    async handler(ctx) {
      const request = await readRequest(ctx.input, {
        gitHubHost: portal.gitHubHost,
        integrations,
        workspacePath: ctx.workspacePath,
      });
      const started = ctx.isDryRun
        ? dryRun(ctx, request.repository, portal)
        : await ctx.checkpoint({ key: key(), fn: start });

      ctx.output('taskId', started.taskId);
      ctx.output('portalUrl', portal.taskUrl(started.taskId));
      for (const name of ['githubTaskId', 'taskUrl', 'state'] as const) {
        const value = started[name];
        if (value !== undefined) ctx.output(name, value);
      }
      const entityRef = request.entityRef ?? (await findEntity());
      if (entityRef !== undefined) ctx.output('entityRef', entityRef);

      function key() {
        return idempotencyKey({
          scaffolderTaskId: ctx.task.id,
          stepId: ctx.step?.id,
          each: ctx.each,
          request,
        });
      }

      async function start(): Promise<StartedTask> {
        ctx.signal?.throwIfAborted();
        const gitHubToken = ctx.input.token || ctx.secrets?.USER_OAUTH_TOKEN;
        ctx.logger.info(
          `Asking GitHub's agent to work in ${request.repository}`,
        );
        try {
          const { task, replayed } = await agentTasks.startTask(request, {
            credentials: await ctx.getInitiatorCredentials(),
            gitHubToken,
            signal: ctx.signal,
            idempotencyKey: key(),
          });
          explain(ctx, task, { replayed, portalUrl: portal.taskUrl(task.id) });
          return toStartedTask(task);
        } catch (error) {
          throw toScaffolderError(error, { hasToken: Boolean(gitHubToken) });
        }
      }

      async function findEntity(): Promise<string | undefined> {
        try {
          return await findRepositoryEntity(catalog, request.repository, {
            credentials: await ctx.getInitiatorCredentials(),
          });
        } catch (error) {
          // The task runs; a link that is missing is no reason to call it failed.
          ctx.logger.warn(
            `The catalog could not be asked for the entity of ${request.repository}: ${error}`,
          );
          return undefined;
        }
      }
    },
  });
}

/** What the checkpoint keeps: ids, links and a state, nothing secret. */
type StartedTask = {
  taskId: string;
  githubTaskId?: string;
  taskUrl?: string;
  state?: string;
};

function toStartedTask(task: Task): StartedTask {
  return {
    taskId: task.id,
    githubTaskId: task.github.taskId,
    taskUrl: task.github.htmlUrl,
    state: task.state,
  };
}

function explain(
  { logger }: Pick<ActionContext<{}>, 'logger'>,
  task: Task,
  options: { replayed: boolean; portalUrl: string },
): void {
  if (options.replayed) {
    logger.info(
      'This run had started the task before; it was not started again.',
    );
  }
  if (task.dispatch.status === 'accepted') {
    logger.info(`Started. Follow the task: ${options.portalUrl}`);
    if (task.github.htmlUrl) logger.info(`On GitHub: ${task.github.htmlUrl}`);
  } else {
    logger.warn(
      `GitHub has not confirmed the task: its answer was lost on the way. The portal looks for the task and shows what it finds, and it will not be started a second time. Do not create it again before you have looked: ${options.portalUrl}`,
    );
  }
}

function dryRun(
  { logger }: Pick<ActionContext<{}>, 'logger'>,
  repository: string,
  portal: Portal,
): StartedTask {
  logger.info(
    `Dry run: the inputs are valid; no task was started in ${repository}.`,
  );
  return {
    taskId: DRY_RUN,
    githubTaskId: DRY_RUN,
    taskUrl: `https://${portal.gitHubHost}/${repository}#${DRY_RUN}`,
    state: 'queued',
  };
}
