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

import { z } from 'zod';
import { repositorySchema } from '../repository';
import { branchName, entityRef } from './fields';

const EMPTY_PROMPT_MESSAGE = 'Say what the agent should do.';

/** The longest prompt that the portal passes on, in characters. GitHub publishes no limit. */
const MAX_PROMPT_CHARACTERS = 65_536;

/**
 * The body of `POST /tasks`.
 *
 * @public
 */
export const startTaskRequestSchema = z
  .strictObject({
    repository: repositorySchema,
    prompt: z
      .string(EMPTY_PROMPT_MESSAGE)
      .max(
        MAX_PROMPT_CHARACTERS,
        `A prompt is at most ${MAX_PROMPT_CHARACTERS} characters. Shorten it, or put the details into a file of the repository and refer to it.`,
      )
      // Characters that only steer the layout show as nothing.
      .refine(text => /[^\s\p{C}]/u.test(text), EMPTY_PROMPT_MESSAGE)
      .meta({ description: 'The whole brief for the agent' }),
    baseRef: branchName
      .optional()
      .describe(
        'The branch to start from and to merge into; the default branch if absent',
      ),
    headRef: branchName
      .optional()
      .describe('The branch of an open pull request to go on with'),
    model: z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9._:/-]{0,99}$/, 'Give the name of a model.')
      .optional()
      .describe('A model by the name GitHub gives it; Auto if absent'),
    customAgent: z
      .string()
      .regex(
        /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/,
        'Give the file name of a custom agent, without .agent.md.',
      )
      .optional()
      .describe('The file name of a custom agent, without .agent.md'),
    createPullRequest: z
      .boolean()
      .default(true)
      .describe('Whether the agent opens a pull request'),
    entityRef: entityRef
      .optional()
      .describe('The entity on whose page the task is shown'),
  })
  .meta({ id: 'StartTaskRequest' });

/**
 * What `POST /tasks` takes; see {@link startTaskRequestSchema}.
 *
 * @public
 */
export type StartTaskRequest = z.input<typeof startTaskRequestSchema>;

/**
 * An `Idempotency-Key`: 1 to 255 visible ASCII characters.
 *
 * @public
 */
export const idempotencyKeySchema = z
  .string()
  .regex(
    /^[\x21-\x7e]{1,255}$/,
    'An Idempotency-Key has 1 to 255 visible ASCII characters.',
  );
