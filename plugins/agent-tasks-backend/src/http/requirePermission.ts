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
  AuthorizeResult,
  type BasicPermission,
} from '@backstage/plugin-permission-common';
import { AgentTasksError } from 'backstage-plugin-agent-tasks-common';
import type { Caller } from './requestContext';

/** Throws `permission_denied` unless the policy of permissions lets the caller do it. */
export async function requirePermission(
  permissions: PermissionsService,
  { credentials }: Pick<Caller, 'credentials'>,
  options: {
    permission: BasicPermission;
    /** What it is about, after "You may not". */
    toDo: string;
  },
): Promise<void> {
  const { permission, toDo } = options;
  const [{ result }] = await permissions.authorize([{ permission }], {
    credentials,
  });
  if (result === AuthorizeResult.ALLOW) return;
  throw new AgentTasksError(
    'permission_denied',
    `You may not ${toDo} (permission ${permission.name}). Ask a platform admin.`,
  );
}
