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

import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import {
  idempotencyKeySchema,
  startTaskRequestSchema,
} from 'backstage-plugin-agent-tasks-common';
import { parseRequest } from '../http/validation';
import { sourceOf } from '../tasks/sourceOf';
import type { StartAttempt, StartAttempts } from '../tasks/StartAttempts';
import { toTask } from '../tasks/types';
import type { ActionCallers } from './ActionCallers';
import { describedOnly } from './describedOnly';
import { taskOutputSchema, withPortalUrl } from './taskOutput';
import { toActionError } from './toActionError';

const inputSchema = startTaskRequestSchema.extend({
  idempotencyKey: idempotencyKeySchema
    .optional()
    .describe(
      'Any text of 1 to 255 visible ASCII characters that names this one task: a repeat with the same key gives the same task and starts no other',
    ),
});

type Field = keyof typeof inputSchema.shape;

const about = (field: Field) => inputSchema.shape[field].description!;

const DESCRIPTION = `
Starts a task of GitHub's Copilot cloud agent in a repository, **as the user who calls**: the agent works on a branch of its own and opens a draft pull request, unless told not to.

- The rules of the portal's admins decide where this is allowed, with which models, custom agents and base branches, and how much of it. A refusal names its code in square brackets and says what to do; repeating an unchanged request does not help.
- The portal acts with the GitHub token that it keeps for the user. \`github_sign_in_required\` means that the user has to connect the portal with GitHub, on the page that the message names.
- A task costs AI credits and ends in a pull request that people review. Ask the user before you start one.
- Give an \`idempotencyKey\` to be able to repeat a call whose answer was lost.
- \`dispatch.status: "unknown"\` means that GitHub's answer was lost. The portal looks for the task by itself; never start it a second time.

Follow the task with \`get-task\`.
`.trim();

/**
 * `start-task`. Without a `visibilityPermission`: Backstage would turn away who
 * lacks it with a "not found" of its own, and the audit trail would not show
 * that somebody tried.
 */
export function createStartTaskAction(options: {
  actionsRegistry: ActionsRegistryService;
  callers: ActionCallers;
  attempts: StartAttempts;
}): void {
  const { actionsRegistry, callers, attempts } = options;
  actionsRegistry.register({
    name: 'start-task',
    title: 'Start an agent task',
    description: DESCRIPTION,
    attributes: { readOnly: false, destructive: false, idempotent: false },
    schema: {
      input: z =>
        describedOnly(
          z.object({
            repository: z.string().describe(about('repository')),
            prompt: z.string().describe(about('prompt')),
            baseRef: z.string().describe(about('baseRef')).optional(),
            headRef: z.string().describe(about('headRef')).optional(),
            model: z.string().describe(about('model')).optional(),
            customAgent: z.string().describe(about('customAgent')).optional(),
            createPullRequest: z
              .boolean()
              .describe(about('createPullRequest'))
              .optional(),
            entityRef: z.string().describe(about('entityRef')).optional(),
            idempotencyKey: z
              .string()
              .describe(about('idempotencyKey'))
              .optional(),
          }),
        ),
      output: z =>
        z.object({
          task: taskOutputSchema(z),
          replayed: z
            .boolean()
            .describe('An earlier call with the same key had started it'),
        }),
    },
    async action({ input, credentials }) {
      const attempt: StartAttempt = { source: 'mcp' };
      try {
        const { task, replayed, error } = await attempts.start(
          attempt,
          async () => {
            const user = callers.requireUser(credentials);
            const { userEntityRef } = user.principal;
            attempt.source = sourceOf(user, 'mcp');
            attempt.requestedBy = userEntityRef;
            const request = parseRequest(inputSchema, input);
            attempt.repository = request.repository;
            return {
              ...request,
              credentials: user,
              userEntityRef,
              ownershipEntityRefs: await callers.getOwnershipEntityRefs(user),
              getGitHubToken: () => callers.requireToken(userEntityRef),
              source: attempt.source,
            };
          },
        );
        if (error && task.dispatch.status === 'rejected') throw error;
        const shown = withPortalUrl(toTask(task), callers.portalUrl(task.id));
        return { output: { task: shown, replayed } };
      } catch (error) {
        throw toActionError(error);
      }
    },
  });
}
