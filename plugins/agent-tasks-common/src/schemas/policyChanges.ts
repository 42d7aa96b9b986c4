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
import { policyRuleSchema } from './policyRule';

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
