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
import { policyDecisionRequestSchema } from 'backstage-plugin-agent-tasks-common';
import type { Request, Response } from 'express';
import type { TryPolicy } from '../../policy/TryPolicy';
import { readBody } from '../readBody';
import type { CallerResolver } from '../requestContext';
import { parseRequest } from '../validation';
import { parseBody, requireRead } from './access';

/** `POST /policy/decision`. */
export function createTryPolicy(options: {
  resolveCaller: CallerResolver;
  permissions: PermissionsService;
  tryPolicy: TryPolicy;
}) {
  return async (request: Request, response: Response) => {
    await requireRead(
      options.permissions,
      await options.resolveCaller(request),
    );
    const asked = parseRequest(
      policyDecisionRequestSchema,
      await readBody(parseBody, request, response),
    );
    response.json(await options.tryPolicy.try(asked));
  };
}
