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

import { AgentTasksError } from 'backstage-plugin-agent-tasks-common';
import type { OAuthRefusal } from './oauthTransport';

const ASK_ADMIN =
  'Ask a platform admin to compare agentTasks.credentials.grant';

/** What a refusal of GitHub's OAuth endpoints means to the user who connects. */
export function describeOAuthRefusal({
  code,
  status,
}: Pick<OAuthRefusal, 'code' | 'status'>): AgentTasksError {
  switch (code) {
    case 'bad_verification_code':
      return invalid(
        'GitHub did not accept the code: it works once, for ten minutes, and only where it was asked for. Nothing was connected. Start again.',
      );
    case 'unverified_user_email':
      return invalid(
        'GitHub connects only accounts with a verified email address. Verify yours in the settings on GitHub, then start again.',
      );
    case 'access_denied':
      return invalid('Access was denied on GitHub. Nothing was connected.');
    case 'redirect_uri_mismatch':
      return rejected(
        `GitHub sends nobody back to this portal: the callback URL is not registered. ${ASK_ADMIN}.callbackUrl with the callback URL of the app on GitHub.`,
      );
    case 'incorrect_client_credentials':
      return rejected(
        `GitHub does not know this portal's app by its id and secret. ${ASK_ADMIN} with the settings of the app on GitHub.`,
      );
    default:
      return rejected(
        code
          ? `GitHub refused with ${code}. ${ASK_ADMIN} with the settings of the app on GitHub.`
          : `GitHub refused with status ${status}. ${ASK_ADMIN} with the settings of the app on GitHub.`,
      );
  }
}

function invalid(message: string): AgentTasksError {
  return new AgentTasksError('validation_failed', message, {
    issues: [{ path: 'code', message }],
  });
}

function rejected(message: string): AgentTasksError {
  return new AgentTasksError('github_rejected', message);
}
