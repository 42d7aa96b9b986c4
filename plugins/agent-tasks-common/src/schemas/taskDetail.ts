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
import { TASK_STATES } from '../states';
import { timestamp } from './fields';
import { taskSchema, usageSchema } from './task';

/**
 * One observed change of a task.
 *
 * @public
 */
export const transitionSchema = z
  .object({
    at: timestamp.describe('When the portal saw it'),
    kind: z
      .enum(['dispatch', 'state', 'pull_request', 'tracking'])
      .describe('What changed'),
    from: z.string().optional(),
    to: z.string(),
    note: z
      .string()
      .optional()
      .describe('A detail for people, such as the number of a pull request'),
  })
  .meta({ id: 'Transition' });

/**
 * One observed change of a task; see {@link transitionSchema}.
 *
 * @public
 */
export type Transition = z.infer<typeof transitionSchema>;

/**
 * One run of the agent within a task.
 *
 * @public
 */
export const sessionSchema = z
  .object({
    id: z.string(),
    state: z.enum(TASK_STATES),
    rawState: z.string(),
    name: z.string().optional(),
    model: z.string().optional(),
    headRef: z.string().optional(),
    baseRef: z.string().optional(),
    usage: usageSchema.optional(),
    error: z.string().optional(),
    createdAt: timestamp.optional(),
    updatedAt: timestamp.optional(),
    completedAt: timestamp.optional(),
  })
  .meta({ id: 'Session' });

/**
 * One run of the agent within a task; see {@link sessionSchema}.
 *
 * @public
 */
export type Session = z.infer<typeof sessionSchema>;

/**
 * The answer of `GET /tasks/{id}`.
 *
 * @public
 */
export const taskDetailSchema = taskSchema
  .extend({
    transitions: z.array(transitionSchema).describe('Oldest first'),
    sessions: z.array(sessionSchema).describe('Oldest first'),
  })
  .meta({ id: 'TaskDetail' });

/**
 * A task with its transitions and sessions; see {@link taskDetailSchema}.
 *
 * @public
 */
export type TaskDetail = z.infer<typeof taskDetailSchema>;
