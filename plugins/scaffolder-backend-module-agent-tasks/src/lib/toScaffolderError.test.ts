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

import {
  AgentTasksError,
  AGENT_TASKS_ERRORS,
  type AgentTasksErrorCode,
} from 'backstage-plugin-agent-tasks-common';
import { toScaffolderError } from './toScaffolderError';

const EXPECTED: Record<number, string> = {
  400: 'InputError',
  401: 'InputError',
  403: 'NotAllowedError',
  404: 'NotFoundError',
  409: 'ConflictError',
  422: 'InputError',
  429: 'ServiceUnavailableError',
  502: 'ServiceUnavailableError',
  504: 'ServiceUnavailableError',
};

describe('toScaffolderError', () => {
  it.each(Object.entries(AGENT_TASKS_ERRORS))(
    'keeps the message and the code of %s',
    (code, { status }) => {
      const error = new AgentTasksError(
        code as AgentTasksErrorCode,
        'What to do.',
      );
      expect(toScaffolderError(error)).toMatchObject({
        name: EXPECTED[status],
        message: `What to do. [${code}]`,
      });
    },
  );

  it('explains a run without a sign-in', () => {
    const error = new AgentTasksError('github_sign_in_required', 'Sign in.');
    expect(
      toScaffolderError(error, { withoutSignIn: 'Create again.' }),
    ).toMatchObject({
      name: 'InputError',
      message: 'Sign in. Create again. [github_sign_in_required]',
    });
  });

  it('explains a broken connection', () => {
    const error = new TypeError('fetch failed');
    expect(toScaffolderError(error)).toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining('before you create again'),
    });
  });

  it('leaves other errors alone', () => {
    const error = new Error('Something else');
    expect(toScaffolderError(error)).toBe(error);
  });
});
