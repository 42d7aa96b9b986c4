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
import { policyRuleEntrySchema } from './policy';
import { policyLimitsSchema, TASK_SOURCES } from './policyRule';

/**
 * The body of `POST /policy/decision`: *Try it*. Nothing is started.
 *
 * @public
 */
export const policyDecisionRequestSchema = z
  .strictObject({
    user: entityRef
      .regex(/^user:/i, 'Give the entity ref of a user.')
      .describe('Whose groups are taken from the catalog'),
    repository: repositorySchema,
    model: z.string().max(100).optional(),
    customAgent: z.string().max(100).optional(),
    baseRef: branchName.optional(),
    headRef: branchName.optional(),
    source: z.enum(TASK_SOURCES).default('portal'),
  })
  .meta({ id: 'PolicyDecisionRequest' });

/**
 * See {@link policyDecisionRequestSchema}.
 *
 * @public
 */
export type PolicyDecisionRequest = z.input<typeof policyDecisionRequestSchema>;

/**
 * What one rule says about a request, in words.
 *
 * @public
 */
export const ruleVerdictSchema = z
  .object({
    id: z.string(),
    origin: policyRuleEntrySchema.shape.origin,
    match: z.string(),
    outcome: z.enum(['allows', 'denies', 'does_not_apply']),
    reason: z.string(),
  })
  .meta({ id: 'RuleVerdict' });

/**
 * See {@link ruleVerdictSchema}.
 *
 * @public
 */
export type RuleVerdict = z.infer<typeof ruleVerdictSchema>;

/**
 * How much of one limit is used.
 *
 * @public
 */
export const limitUseSchema = z
  .object({
    limit: z.enum(
      Object.keys(policyLimitsSchema.shape) as [
        keyof z.infer<typeof policyLimitsSchema>,
        ...(keyof z.infer<typeof policyLimitsSchema>)[],
      ],
    ),
    ruleId: z
      .string()
      .optional()
      .describe('The rule that sets it; absent: agentTasks.policy.limits'),
    subject: z
      .string()
      .optional()
      .describe('The user, group or repository whose use it is'),
    allowed: z.number().describe('Tasks, or AI credits'),
    used: z
      .number()
      .describe('Tasks, or AI credits as far as GitHub has reported them'),
    unknownTasks: z
      .number()
      .int()
      .optional()
      .describe(
        'Of credits: tasks whose cost GitHub has not reported; each counts as much as a measured one on average',
      ),
    isReached: z.boolean(),
  })
  .meta({ id: 'LimitUse' });

/**
 * See {@link limitUseSchema}.
 *
 * @public
 */
export type LimitUse = z.infer<typeof limitUseSchema>;

/**
 * The answer of `POST /policy/decision`.
 *
 * @public
 */
export const policyDecisionSchema = z
  .object({
    allowed: z.boolean(),
    code: z.string().optional().describe('As starting the task would answer'),
    message: z.string().describe('Why, for people'),
    ruleId: z
      .string()
      .optional()
      .describe('The rule that decides; absent where none speaks of it'),
    groups: z
      .array(z.string())
      .describe('The groups of the user, as the catalog has them'),
    rules: z
      .array(ruleVerdictSchema)
      .describe('Every rule, the most specific first'),
    limits: z.array(limitUseSchema),
  })
  .meta({ id: 'PolicyDecision' });

/**
 * See {@link policyDecisionSchema}.
 *
 * @public
 */
export type PolicyDecision = z.infer<typeof policyDecisionSchema>;
