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
import { timestamp } from './fields';

/**
 * How far starting a task on GitHub has come: not answered yet, accepted,
 * refused, or sent without an answer that could be read.
 *
 * @public
 */
export const dispatchStatusSchema = z.enum([
  'pending',
  'accepted',
  'rejected',
  'unknown',
]);

/**
 * What went wrong, for people: one of our codes or GitHub's own word, and a sentence.
 *
 * @public
 */
export const taskErrorSchema = z.object({
  code: z.string(),
  message: z.string(),
});

/**
 * The pull request of a task. `number` is the number people know, never GitHub's database id.
 *
 * @public
 */
export const pullRequestSchema = z
  .object({
    number: z.number().int(),
    title: z.string(),
    url: z.string(),
    state: z.enum(['open', 'closed', 'merged']),
    isDraft: z
      .boolean()
      .describe(
        'GitHub keeps the pull request of the agent a draft until a person marks it ready',
      ),
    reviewDecision: z
      .string()
      .optional()
      .describe('GitHub: APPROVED, CHANGES_REQUESTED or REVIEW_REQUIRED'),
    checks: z
      .enum(['success', 'pending', 'failure', 'action_required', 'none'])
      .optional()
      .describe(
        '`none`: no check has reported, which is not the same as success',
      ),
    additions: z.number().int().optional(),
    deletions: z.number().int().optional(),
  })
  .meta({ id: 'PullRequest' });

/**
 * What a task has cost, as far as GitHub has reported it.
 *
 * @public
 */
export const usageSchema = z.object({
  aiCreditsNano: z
    .string()
    .regex(/^\d+$/)
    .optional()
    .describe(
      'Billionths of an AI credit as a decimal string: sums of these do not fit a number',
    ),
  premiumRequests: z
    .number()
    .optional()
    .describe(
      'Premium requests, of sessions before 2026-06-01; may be a fraction',
    ),
});

/**
 * How a task is followed.
 *
 * @public
 */
export const trackingSchema = z.object({
  status: z
    .enum(['live', 'slow', 'paused', 'ended'])
    .describe(
      'live: asked about every interval; slow: every slow interval; paused: not now, see reason; ended: nothing more is expected',
    ),
  reason: z
    .string()
    .optional()
    .describe(
      'Why it is paused (sign_in_required), shown as it is (stalled), or ended: not_found (a lost task that never showed up), abandoned (a person said that it never started)',
    ),
  lastCheckedAt: timestamp.optional(),
  nextCheckAt: timestamp.optional(),
});

/**
 * A task as the portal shows it.
 *
 * @public
 */
export const taskSchema = z
  .object({
    id: z.string().describe("The portal's id of the task"),
    repository: repositorySchema,
    host: z.string().describe('The host of GitHub, as in integrations.github'),
    title: z.string(),
    prompt: z.string(),
    state: z
      .enum(TASK_STATES)
      .optional()
      .describe('Absent while dispatch.status is not accepted'),
    rawState: z.string().optional().describe("GitHub's own word for the state"),
    dispatch: z.object({
      status: dispatchStatusSchema,
      error: taskErrorSchema.optional(),
    }),
    requestedBy: z
      .string()
      .describe('The entity ref of the user who started it'),
    githubLogin: z.string().describe('The login of that user on GitHub'),
    entityRef: z.string().optional(),
    baseRef: z.string().optional(),
    headRef: z.string().optional(),
    model: z.string().optional(),
    customAgent: z.string().optional(),
    createPullRequest: z.boolean(),
    source: z
      .string()
      .describe(
        'Through which door it was started: portal, scaffolder, proxy, mcp',
      ),
    github: z.object({
      taskId: z.string().optional(),
      htmlUrl: z.string().optional(),
    }),
    pullRequest: pullRequestSchema.optional(),
    branch: z
      .string()
      .optional()
      .describe('The branch that the agent works on'),
    usage: usageSchema.optional(),
    tracking: trackingSchema,
    createdAt: timestamp,
    updatedAt: timestamp,
    completedAt: timestamp.optional(),
    error: taskErrorSchema
      .optional()
      .describe("Why the agent's work failed, in GitHub's words"),
  })
  .meta({ id: 'Task' });

/**
 * A task as the portal shows it; see {@link taskSchema}.
 *
 * @public
 */
export type Task = z.infer<typeof taskSchema>;

/**
 * The pull request of a task; see {@link pullRequestSchema}.
 *
 * @public
 */
export type PullRequest = z.infer<typeof pullRequestSchema>;
