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

import { updateRuleRequestSchema } from 'backstage-plugin-agent-tasks-common';
import type { Request, Response } from 'express';
import type { ManageRules } from '../../policy/admin/ManageRules';
import { readBody } from '../readBody';
import { parseRequest } from '../validation';
import { parseBody } from './access';
import {
  auditedChange,
  auditedRule,
  type AuditedChangeOptions,
} from './auditedChange';

/** `PUT /policy/rules/{id}`. */
export function createUpdateRule(
  options: AuditedChangeOptions & { manageRules: ManageRules },
) {
  return async (request: Request, response: Response) => {
    const ruleId = request.params.id;
    const entry = await auditedChange(
      options,
      request,
      {
        eventId: 'policy-rule-update',
        severityLevel: 'medium',
        meta: { ruleId },
      },
      async ({ userEntityRef: by }, meta) => {
        const { reason, rule, enabled, version } = parseRequest(
          updateRuleRequestSchema,
          await readBody(parseBody, request, response),
        );
        Object.assign(meta, { reason, after: { rule, enabled } });
        const { before, after } = await options.manageRules.update(
          ruleId,
          { rule, enabled, version },
          { by, reason },
        );
        meta.before = auditedRule(before);
        return after;
      },
    );
    response.json(entry);
  };
}
