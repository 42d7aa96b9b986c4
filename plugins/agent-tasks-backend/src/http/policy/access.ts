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
  agentTasksPolicyReadPermission,
  agentTasksPolicyUpdatePermission,
} from 'backstage-plugin-agent-tasks-common';
import express from 'express';
import type { Caller } from '../requestContext';
import { requirePermission } from '../requirePermission';

/** Parses what callers send; more than the longest rule, so that one that is too long is told what is. */
export const parseBody = express.json({
  limit: '1mb',
  type: () => true,
  strict: false,
});

/** Throws `permission_denied` unless the caller may see the policy. */
export function requireRead(
  permissions: PermissionsService,
  caller: Pick<Caller, 'credentials'>,
): Promise<void> {
  return requirePermission(permissions, caller, {
    permission: agentTasksPolicyReadPermission,
    toDo: 'see the rules about agent tasks',
  });
}

/** Throws `permission_denied` unless the caller may change the policy. */
export function requireUpdate(
  permissions: PermissionsService,
  caller: Pick<Caller, 'credentials'>,
): Promise<void> {
  return requirePermission(permissions, caller, {
    permission: agentTasksPolicyUpdatePermission,
    toDo: 'change the rules about agent tasks',
  });
}
