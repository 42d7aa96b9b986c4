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
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  AgentTasksError,
  agentTaskCreatePermission,
} from 'backstage-plugin-agent-tasks-common';
import {
  decide,
  type Decision,
  type Policy,
  type PolicySource,
} from '../policy';
import type { DispatchRequest } from './dispatchTypes';

/** What the policy says to a request, and the policy that said so. */
export interface Admission {
  policy: Policy;
  decision: Decision;
}

/**
 * Throws why the request may not go to GitHub, if that is neither for the policy
 * to say nor for GitHub; else the decision of the policy.
 */
export async function admit(
  request: DispatchRequest,
  options: { policy: PolicySource; permissions: PermissionsService; now: Date },
): Promise<Admission> {
  requireStorable(request);
  const [decision] = await options.permissions.authorize(
    [{ permission: agentTaskCreatePermission }],
    { credentials: request.credentials },
  );
  if (decision.result !== AuthorizeResult.ALLOW) {
    throw new AgentTasksError(
      'permission_denied',
      `You may not start agent tasks (permission ${agentTaskCreatePermission.name}). Ask a platform admin.`,
    );
  }
  const policy = await options.policy.get();
  return { policy, decision: decide(policy, request, options.now) };
}

/** PostgreSQL has no text with a NUL character, and no prompt needs one. */
function requireStorable(request: DispatchRequest): void {
  const { prompt, baseRef, headRef, model, customAgent, entityRef } = request;
  const issues = Object.entries({
    prompt,
    baseRef,
    headRef,
    model,
    customAgent,
    entityRef,
  })
    .filter(([, value]) => value?.includes('\0'))
    .map(([path]) => ({ path, message: 'Remove the NUL character.' }));
  if (issues.length > 0) {
    throw new AgentTasksError(
      'validation_failed',
      `The request holds a NUL character in ${issues[0].path}, which cannot be stored. Remove it.`,
      { issues },
    );
  }
}
