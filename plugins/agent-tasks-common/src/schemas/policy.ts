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
import { branchName, entityRef, timestamp } from './fields';
import {
  policyLimitsSchema,
  policyRuleSchema,
  TASK_SOURCES,
} from './policyRule';

const reason = z
  .string('Say why, for those who read the history.')
  .trim()
  .min(3, 'Say why, for those who read the history.')
  .max(500, 'Give at most 500 characters.')
  .regex(/^[^\p{Cc}]+$/u, 'Write it in one line.')
  .describe('Why, for those who read the history');

const version = z
  .number()
  .int()
  .min(1)
  .describe('As it was read; another one has changed it since if it differs');

/**
 * A rule with where it comes from and whether it is in force.
 *
 * @public
 */
export const policyRuleEntrySchema = z
  .object({
    id: z
      .string()
      .describe('Of a rule of app-config: its key; of others: a UUID'),
    origin: z
      .enum(['config', 'database'])
      .describe('app-config (read-only in the portal), or the admin page'),
    rule: policyRuleSchema,
    status: z.enum(['active', 'disabled', 'not_yet_valid', 'expired']),
    problem: z
      .string()
      .optional()
      .describe(
        'Why the rule, as it is kept, cannot be read. Until it is repaired or deleted it denies what it matches, and stands here as that',
      ),
    version: version.optional().describe('Of rules of the admin page'),
    createdAt: timestamp.optional(),
    createdBy: z.string().optional().describe('The entity ref of a user'),
    updatedAt: timestamp.optional(),
    updatedBy: z.string().optional().describe('The entity ref of a user'),
  })
  .meta({ id: 'PolicyRuleEntry' });

/**
 * See {@link policyRuleEntrySchema}.
 *
 * @public
 */
export type PolicyRuleEntry = z.infer<typeof policyRuleEntrySchema>;

/**
 * The answer of `GET /policy`.
 *
 * @public
 */
export const policySchema = z
  .object({
    rules: z
      .array(policyRuleEntrySchema)
      .describe('Those of app-config first, then the oldest first'),
    limits: policyLimitsSchema.describe(
      'agentTasks.policy.limits: everywhere, beside those of the rules',
    ),
    configProblem: z
      .string()
      .optional()
      .describe(
        'What is wrong in app-config since it was last changed; the policy before that change is in force',
      ),
  })
  .meta({ id: 'Policy' });

/**
 * See {@link policySchema}.
 *
 * @public
 */
export type Policy = z.infer<typeof policySchema>;

/**
 * The body of `POST /policy/rules`.
 *
 * @public
 */
export const createRuleRequestSchema = z
  .strictObject({
    rule: policyRuleSchema,
    enabled: z.boolean().default(true),
    reason,
  })
  .meta({ id: 'CreateRuleRequest' });

/**
 * See {@link createRuleRequestSchema}.
 *
 * @public
 */
export type CreateRuleRequest = z.input<typeof createRuleRequestSchema>;

/**
 * The body of `PUT /policy/rules/{id}`: the whole rule as it shall be.
 *
 * @public
 */
export const updateRuleRequestSchema = z
  .strictObject({
    rule: policyRuleSchema,
    enabled: z.boolean(),
    version,
    reason,
  })
  .meta({ id: 'UpdateRuleRequest' });

/**
 * See {@link updateRuleRequestSchema}.
 *
 * @public
 */
export type UpdateRuleRequest = z.infer<typeof updateRuleRequestSchema>;

/**
 * The body of `DELETE /policy/rules/{id}`. The history keeps the rule.
 *
 * @public
 */
export const deleteRuleRequestSchema = z
  .strictObject({ version, reason })
  .meta({ id: 'DeleteRuleRequest' });

/**
 * See {@link deleteRuleRequestSchema}.
 *
 * @public
 */
export type DeleteRuleRequest = z.infer<typeof deleteRuleRequestSchema>;

/**
 * The body of `POST /policy/preview`.
 *
 * @public
 */
export const previewRuleRequestSchema = z
  .strictObject({ match: policyRuleSchema.shape.match })
  .meta({ id: 'PreviewRuleRequest' });

/**
 * The answer of `POST /policy/preview`: what a glob matches, of the repositories
 * that the portal's catalog and the admin's own account on GitHub know.
 *
 * @public
 */
export const rulePreviewSchema = z
  .object({
    items: z
      .array(
        z.object({
          repository: repositorySchema,
          entityRefs: z
            .array(z.string())
            .describe('Entities of the catalog that are tied to it'),
          isYours: z
            .boolean()
            .describe('Whether the admin can write to it on GitHub'),
        }),
      )
      .describe('The first 100 by name'),
    total: z.number().int(),
    gitHub: z
      .enum(['asked', 'sign_in_required', 'unavailable'])
      .describe("Whether the admin's own repositories are among them"),
  })
  .meta({ id: 'RulePreview' });

/**
 * See {@link rulePreviewSchema}.
 *
 * @public
 */
export type RulePreview = z.infer<typeof rulePreviewSchema>;

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

/**
 * One change of a rule of the admin page.
 *
 * @public
 */
export const policyChangeSchema = z
  .object({
    id: z.string(),
    ruleId: z.string(),
    at: timestamp,
    by: z.string().describe('The entity ref of a user'),
    action: z.enum(['created', 'updated', 'enabled', 'disabled', 'deleted']),
    reason: z.string(),
    before: policyRuleSchema.optional(),
    after: policyRuleSchema.optional(),
  })
  .meta({ id: 'PolicyChange' });

/**
 * See {@link policyChangeSchema}.
 *
 * @public
 */
export type PolicyChange = z.infer<typeof policyChangeSchema>;

/**
 * The query of `GET /policy/changes`.
 *
 * @public
 */
export const listPolicyChangesQuerySchema = z.strictObject({
  ruleId: z.string().max(64).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(1024).optional(),
});

/**
 * The answer of `GET /policy/changes`, newest first.
 *
 * @public
 */
export const listPolicyChangesResponseSchema = z
  .object({
    items: z.array(policyChangeSchema),
    nextCursor: z.string().optional(),
  })
  .meta({ id: 'PolicyChangeList' });

/**
 * See {@link listPolicyChangesResponseSchema}.
 *
 * @public
 */
export type ListPolicyChangesResponse = z.infer<
  typeof listPolicyChangesResponseSchema
>;
