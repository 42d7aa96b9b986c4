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
  errorBodySchema,
} from '../errors';

/** The refusal that the portal, or Backstage before it, answered with. */
export async function readError(response: Response): Promise<Error> {
  const parsed = errorBodySchema.safeParse(
    await response.json().catch(() => undefined),
  );
  if (parsed.success && parsed.data.error.code) {
    const { code, message, issues, retryAfter, url } = parsed.data.error;
    return new AgentTasksError(code, message, { issues, retryAfter, url });
  }
  if (response.status === AGENT_TASKS_ERRORS.github_sign_in_required.status) {
    // No code of ours: Backstage itself did not accept the caller.
    return Object.assign(
      new Error('Your portal session has ended. Sign in to the portal again.'),
      { name: 'AuthenticationError' },
    );
  }
  const said = parsed.success ? `: ${parsed.data.error.message}` : '.';
  return new Error(`The portal answered with status ${response.status}${said}`);
}
