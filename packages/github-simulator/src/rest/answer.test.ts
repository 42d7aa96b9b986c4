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

import type { Request, Response } from 'express';
import { answer } from './answer';
import type { ResponseBody, ResponseStatus } from './openapi';

/** Never called: that it compiles is the test, `tsc` fails when an error is missing. */
function mistakes(request: Request, response: Response): void {
  // @ts-expect-error no such operation
  answer('agent-tasks/cancel-task', request, response, 200, {});
  // @ts-expect-error GitHub answers 201
  answer('agent-tasks/create-task-in-repo', request, response, 200, {});
  // @ts-expect-error `tasks` is missing
  answer('agent-tasks/list-tasks', request, response, 200, {});
  answer('agent-tasks/list-tasks', request, response, 200, {
    // @ts-expect-error `id` is a string
    tasks: [{ id: 1, state: 'queued', created_at: '' }],
  });
  // @ts-expect-error 204 has no body
  answer('apps/delete-token', request, response, 204, {});
}

describe('answer', () => {
  it('is checked against the published description', () => {
    const created: ResponseStatus<'agent-tasks/create-task-in-repo'> = 201;
    const empty: ResponseBody<'apps/delete-token', 204> = undefined;
    expect([created, empty, mistakes.length]).toEqual([201, undefined, 2]);
  });
});
