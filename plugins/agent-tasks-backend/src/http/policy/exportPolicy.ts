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
import type { Request, Response } from 'express';
import { exportPolicy } from '../../policy/admin/exportPolicy';
import type { PolicySource } from '../../policy/types';
import type { CallerResolver } from '../requestContext';
import { requireRead } from './access';

/** `GET /policy/export.yaml`. */
export function createExportPolicy(options: {
  resolveCaller: CallerResolver;
  permissions: PermissionsService;
  policy: PolicySource;
  now: () => number;
}) {
  return async (request: Request, response: Response) => {
    await requireRead(
      options.permissions,
      await options.resolveCaller(request),
    );
    const policy = await options.policy.get();
    response
      .set('Content-Disposition', 'attachment; filename="agent-tasks.yaml"')
      .type('text/yaml')
      .send(exportPolicy(policy, new Date(options.now())));
  };
}
