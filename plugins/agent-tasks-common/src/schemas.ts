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
import { repositorySchema } from './repository';
import { TASK_STATES } from './states';

const LIMIT_MESSAGE = 'Give a whole number from 1 to 100.';

const EMPTY_PROMPT_MESSAGE = 'Say what the agent should do.';

/** The longest prompt that the portal passes on, in characters. GitHub publishes no limit. */
const MAX_PROMPT_CHARACTERS = 65_536;

const timestamp = z
  .string()
  .meta({ format: 'date-time', description: 'ISO 8601, UTC' });

// Git's own rules for branch names, as far as one pattern can tell them.
const branchName = z
  .string()
  .min(1)
  .max(255)
  .regex(
    /^(?![/.-])(?!.*(?:\.\.|@\{|\/\/|\/\.|\.lock(?:\/|$)))[^\s\p{Cc}~^:?*[\\]+(?<![/.])$/u,
    'Give a plain branch name, for example main.',
  );

const entityRef = z
  .string()
  .max(512)
  .regex(
    /^[A-Za-z0-9.-]+:[^\s/:]+\/[^\s/:]+$/,
    'Give a full entity ref, for example component:default/billing.',
  );

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
      'Why it is paused (sign_in_required) or shown as it is (stalled)',
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
      .describe('Through which door it was started: portal, scaffolder, proxy'),
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
