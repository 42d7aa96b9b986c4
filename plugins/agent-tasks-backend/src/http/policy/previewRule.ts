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
import { previewRuleRequestSchema } from 'backstage-plugin-agent-tasks-common';
import type { Request, Response } from 'express';
import type { PreviewRule } from '../../policy/admin/PreviewRule';
import { readBody } from '../readBody';
import type { RequestContextResolver } from '../requestContext';
import { parseRequest } from '../validation';
import { parseBody, requireRead } from './access';

/** `POST /policy/preview`. */
export function createPreviewRule(options: {
  resolveContext: RequestContextResolver;
  permissions: PermissionsService;
  previewRule: PreviewRule;
}) {
  return async (request: Request, response: Response) => {
    const context = await options.resolveContext(request);
    await requireRead(options.permissions, context);
    const { match } = parseRequest(
      previewRuleRequestSchema,
      await readBody(parseBody, request, response),
    );
    const { credentials, gitHubToken } = context;
    response.json(
      await options.previewRule.preview({ match, credentials, gitHubToken }),
    );
  };
}
