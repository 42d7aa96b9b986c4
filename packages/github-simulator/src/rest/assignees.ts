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

import { Router } from 'express';
import { notFound } from '../http/GithubError';
import type { World } from '../World';
import { requireRepository, requireUser } from './access';
import { answer } from './answer';

/** Whether the agent may be assigned here by this person: 204 or 404 (behaviour 65). */
export function assigneesRouter(world: World): Router {
  const router = Router({ strict: true });
  router.get('/repos/:owner/:repo/assignees/:login', (request, response) => {
    const account = requireUser(request);
    const { repository } = requireRepository(world, request);
    const { login } = request.params;
    const isAgent = login.toLowerCase() === 'copilot-swe-agent';
    const isAssignable = isAgent
      ? repository.agentEnabled && account.hasCopilotPlan
      : repository.roles.has(login);
    if (!isAssignable) throw notFound();
    answer(
      'issues/check-user-can-be-assigned',
      request,
      response,
      204,
      undefined,
    );
  });
  return router;
}
