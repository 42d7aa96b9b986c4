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

import type { PermissionsService } from '@backstage/backend-plugin-api';
import {
  listPolicyChangesQuerySchema,
  type ListPolicyChangesResponse,
} from 'backstage-plugin-agent-tasks-common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import type { PolicyRuleStore } from '../../policy/store/PolicyRuleStore';
import type { CallerResolver } from '../requestContext';
import { parseRequest } from '../validation';
import { requireRead } from './access';

/** How values are written, which is lost once they are read: `1e1` and `limit[]=5` are no limits. */
const writtenSchema = z.looseObject({
  limit: z
    .string('Give it once.')
    .regex(/^\d+$/, 'Give a whole number from 1 to 100.')
    .optional(),
  cursor: z
    .string('Give it once.')
    // Ids of changes, as far as databases count.
    .regex(
      /^\d{1,18}$/,
      'Give nextCursor of the answer before as it is, or none for the first page.',
    )
    .optional(),
});

/** `GET /policy/changes`. */
export function createListPolicyChanges(options: {
  resolveCaller: CallerResolver;
  permissions: PermissionsService;
  store: Pick<PolicyRuleStore, 'listChanges'>;
}) {
  return async (request: Request, response: Response) => {
    await requireRead(
      options.permissions,
      await options.resolveCaller(request),
    );
    parseRequest(writtenSchema, request.query);
    const { ruleId, limit, cursor } = parseRequest(
      listPolicyChangesQuerySchema,
      request.query,
    );
    // One more than is shown tells whether there is another page.
    const found = await options.store.listChanges({
      ruleId,
      before: cursor,
      limit: limit + 1,
    });
    const items = found.slice(0, limit);
    const body: ListPolicyChangesResponse = {
      items,
      ...(found.length > limit && { nextCursor: items[limit - 1].id }),
    };
    response.json(body);
  };
}
