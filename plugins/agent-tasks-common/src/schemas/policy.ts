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
import { timestamp } from './fields';
import { policyLimitsSchema, policyRuleSchema } from './policyRule';

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
