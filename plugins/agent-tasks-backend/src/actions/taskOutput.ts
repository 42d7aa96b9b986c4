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

import type { Task } from 'backstage-plugin-agent-tasks-common';
import type { z as zod } from 'zod/v3';

type Z = typeof zod;

/** A task in the output of an action: all that the portal API gives, the most telling described. */
export const taskOutputSchema = (z: Z) =>
  z
    .object({
      id: z.string().describe("The portal's id of the task, for get-task"),
      repository: z.string().describe('owner/name'),
      title: z.string(),
      state: z
        .string()
        .optional()
        .describe(
          'How the work stands; absent until GitHub confirmed the task',
        ),
      dispatch: z
        .object({ status: z.string() })
        .passthrough()
        .describe(
          'accepted: it is on GitHub; rejected: GitHub refused it; unknown: the answer of GitHub was lost and the portal looks for the task, do not start it again',
        ),
      requestedBy: z.string().describe('The entity ref of the requester'),
      portalUrl: z.string().optional().describe('The task in the portal'),
      pullRequest: z
        .object({ number: z.number(), url: z.string(), state: z.string() })
        .passthrough()
        .optional(),
      createdAt: z.string(),
    })
    .passthrough();

/** A task with the link to its page. */
export function withPortalUrl<T extends Pick<Task, 'id'>>(
  task: T,
  portalUrl: string | undefined,
): T & { portalUrl?: string } {
  return { ...task, ...(portalUrl && { portalUrl }) };
}
