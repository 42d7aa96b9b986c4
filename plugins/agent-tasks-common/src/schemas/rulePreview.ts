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
import { policyRuleSchema } from './policyRule';

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
