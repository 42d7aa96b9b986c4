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

import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { AgentTasksService } from 'backstage-plugin-agent-tasks-node';
import { DRY_RUN } from '../lib/dryRun';
import type { Portal } from '../lib/Portal';
import { readTimeout } from '../lib/readTimeout';
import { toScaffolderError } from '../lib/toScaffolderError';
import { waitForTask } from '../lib/waitForTask';
import { examples } from './createWaitAction.examples';

/** The portal answers from its own store, so asking often costs GitHub nothing. */
const POLL_INTERVAL_MS = 3_000;

/** GitHub ends a session after 59 minutes; the rest is for the queue before it. */
const DEFAULT_TIMEOUT = { minutes: 75 };

/**
 * `agent-tasks:wait` waits for a task that an earlier step started.
 *
 * It reads the portal and never GitHub. A portal that cannot be reached for a
 * while does not fail the step, its timeout does. The task does not depend on
 * the step: when the step ends, by whatever cause, the agent goes on.
 *
 * The step acts with the portal session of the person who created the run. When
 * that session ends (after an hour, unless `auth.backstageTokenExpiration` says
 * otherwise) the step fails and says so.
 */
export function createWaitAction(options: {
  agentTasks: AgentTasksService;
  portal: Portal;
  pollIntervalMs?: number;
}) {
  const { agentTasks, portal, pollIntervalMs = POLL_INTERVAL_MS } = options;
  return createTemplateAction({
    id: 'agent-tasks:wait',
    description:
      'Waits until a GitHub Copilot agent task has opened its pull request or has finished',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        taskId: z =>
          z.string().min(1).describe('The taskId that agent-tasks:start gave'),
        until: z =>
          z
            .enum(['pull_request', 'settled'])
            .describe(
              'pull_request: as soon as the draft pull request is open. settled: when the agent has finished',
            )
            .default('settled'),
        timeout: z =>
          z
            .union([
              z.string(),
              z
                .object({
                  days: z.number(),
                  hours: z.number(),
                  minutes: z.number(),
                  seconds: z.number(),
                  milliseconds: z.number(),
                })
                .partial(),
            ])
            .describe(
              'How long to wait, for example { minutes: 30 }, 30m or PT30M; 75 minutes if absent',
            )
            .optional(),
      },
      output: {
        state: z =>
          z.string().describe('The state of the task, such as completed'),
        pullRequestUrl: z =>
          z
            .string()
            .describe('Absent where the agent opened no pull request')
            .optional(),
        pullRequestNumber: z => z.number().optional(),
      },
    },
    async handler(ctx) {
      const { taskId, until = 'settled' } = ctx.input;
      const timeoutMs = readTimeout(ctx.input.timeout ?? DEFAULT_TIMEOUT);
      if (ctx.isDryRun) {
        ctx.logger.info('Dry run: no task was waited for.');
        ctx.output('state', 'completed');
        ctx.output(
          'pullRequestUrl',
          `https://${portal.gitHubHost}/#${DRY_RUN}`,
        );
        ctx.output('pullRequestNumber', 0);
        return;
      }

      const portalUrl = portal.taskUrl(taskId);
      const gitHubToken = ctx.secrets?.USER_OAUTH_TOKEN;
      ctx.logger.info(`Waiting for the task: ${portalUrl}`);
      try {
        const { state, pullRequest } = await waitForTask({
          read: async () =>
            agentTasks.getTask(taskId, {
              credentials: await ctx.getInitiatorCredentials(),
              gitHubToken,
              signal: ctx.signal,
            }),
          until,
          portalUrl,
          timeoutMs,
          pollIntervalMs,
          logger: ctx.logger,
          signal: ctx.signal,
        });
        ctx.output('state', state ?? 'unknown');
        if (pullRequest) {
          ctx.output('pullRequestUrl', pullRequest.url);
          ctx.output('pullRequestNumber', pullRequest.number);
        }
      } catch (error) {
        throw toScaffolderError(error, {
          withoutSignIn: `The agent goes on without this step, see ${portalUrl}`,
        });
      }
    },
  });
}
