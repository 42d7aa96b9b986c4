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

import { serializeError } from '@backstage/errors';
import { AgentTasksError, isAgentTasksError } from './errors';

describe('AgentTasksError', () => {
  it('carries what the HTTP answer needs, and nothing empty', () => {
    const error = new AgentTasksError('github_rate_limited', 'Wait a minute.', {
      retryAfter: 60,
      url: undefined,
    });
    expect(error.statusCode).toBe(429);
    expect(serializeError(error)).toEqual({
      name: 'TooManyRequestsError',
      message: 'Wait a minute.',
      code: 'github_rate_limited',
      statusCode: 429,
      retryAfter: 60,
    });
  });

  it('is told from other errors by its code', () => {
    expect(isAgentTasksError(new AgentTasksError('task_not_found', ''))).toBe(
      true,
    );
    expect(
      isAgentTasksError(Object.assign(new Error(), { code: 'EPIPE' })),
    ).toBe(false);
    expect(isAgentTasksError({ code: 'task_not_found' })).toBe(false);
  });
});
