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

import type { startTestBackend } from '@backstage/backend-test-utils';
import request from 'supertest';
import type { Door } from '../types';

type Server = Awaited<ReturnType<typeof startTestBackend>>['server'];

/** `POST /v1/tasks`, as the portal's own pages call it. */
export function portalDoor(server: Server): Door {
  return async attempt => {
    const answer = await request(server)
      .post('/api/agent-tasks/v1/tasks')
      .set('authorization', attempt.authorization)
      .set('content-type', 'application/json')
      .set(attempt.gitHubToken ? { 'x-github-token': attempt.gitHubToken } : {})
      .send(attempt.body ?? JSON.stringify(attempt.request));
    const { error } = answer.body;
    return {
      code: error?.code,
      status: answer.status,
      message: error?.message,
    };
  };
}
