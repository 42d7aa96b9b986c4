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
import { TASK_STATES } from '../states';
import { entityRef } from './fields';
import { taskSchema } from './task';

const LIMIT_MESSAGE = 'Give a whole number from 1 to 100.';

/**
 * The query of `GET /tasks`, as strings of a URL.
 *
 * @public
 */
export const listTasksQuerySchema = z.strictObject({
  repository: repositorySchema.optional(),
  entityRef: entityRef.optional(),
  state: z
    .string()
    .transform(list => list.split(','))
    .pipe(z.array(z.enum(TASK_STATES)))
    .optional()
    .describe('A comma-separated list of states'),
  requestedBy: z
    .union([z.literal('me'), entityRef])
    .optional()
    .describe('`me`, or the entity ref of a user'),
  limit: z.coerce
    .number(LIMIT_MESSAGE)
    .int(LIMIT_MESSAGE)
    .min(1, LIMIT_MESSAGE)
    .max(100, LIMIT_MESSAGE)
    .default(20),
  cursor: z
    .string()
    .max(1024)
    .optional()
    .describe('nextCursor of the answer before'),
});

/**
 * What `GET /tasks` takes, as a program gives it.
 *
 * @public
 */
export type ListTasksQuery = {
  repository?: string;
  entityRef?: string;
  state?: (typeof TASK_STATES)[number][];
  /** `me`, or the entity ref of a user. */
  requestedBy?: string;
  /** 1 to 100; 20 if absent. */
  limit?: number;
  cursor?: string;
};

/**
 * The answer of `GET /tasks`, newest first.
 *
 * @public
 */
export const listTasksResponseSchema = z
  .object({ items: z.array(taskSchema), nextCursor: z.string().optional() })
  .meta({ id: 'TaskList' });

/**
 * The answer of `GET /tasks`; see {@link listTasksResponseSchema}.
 *
 * @public
 */
export type ListTasksResponse = z.infer<typeof listTasksResponseSchema>;

/**
 * The query of `GET /repositories`.
 *
 * @public
 */
export const listRepositoriesQuerySchema = z.strictObject({
  query: z
    .string()
    .max(140)
    .optional()
    .describe('Only repositories whose owner/name contains this'),
});

/**
 * The answer of `GET /repositories`: where this user may start tasks.
 *
 * @public
 */
export const listRepositoriesResponseSchema = z
  .object({
    items: z.array(
      z.object({
        repository: repositorySchema,
        models: z
          .array(z.string())
          .optional()
          .describe('Only these models; any if absent'),
        customAgents: z
          .array(z.string())
          .optional()
          .describe('Only these custom agents; any if absent'),
        baseRefs: z
          .array(z.string())
          .optional()
          .describe(
            'Only these base branches, as names or globs; any if absent',
          ),
      }),
    ),
  })
  .meta({ id: 'RepositoryList' });

/**
 * The answer of `GET /repositories`; see {@link listRepositoriesResponseSchema}.
 *
 * @public
 */
export type ListRepositoriesResponse = z.infer<
  typeof listRepositoriesResponseSchema
>;
