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

import type { AgentTasksErrorCode } from 'backstage-plugin-agent-tasks-common';
import { errorResponses } from './openapiResponses';

const CALLER_CODES: AgentTasksErrorCode[] = ['permission_denied'];

/** The caller's own grant. A token for GitHub is not looked at. */
export function grantPaths() {
  return {
    '/v1/grant': {
      get: {
        operationId: 'getGrant',
        summary:
          'Whether the caller has connected the portal with GitHub for the time that no browser is open',
        responses: answer('How it stands', 'Grant', CALLER_CODES),
      },
      put: {
        operationId: 'completeGrant',
        summary:
          'Complete what POST /v1/grant/authorization began, by the same user, once and within ten minutes',
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/CompleteGrantRequest' },
            },
          },
        },
        responses: answer('Connected', 'Grant', [
          ...CALLER_CODES,
          'validation_failed',
          'github_identity_mismatch',
          'github_rejected',
          'github_unavailable',
          'github_timeout',
        ]),
      },
      delete: {
        operationId: 'revokeGrant',
        summary:
          'Disconnect, here and on GitHub; here also where GitHub cannot be told',
        responses: answer('Disconnected', 'Grant', CALLER_CODES),
      },
    },
    '/v1/grant/authorization': {
      post: {
        operationId: 'startGrant',
        summary: 'Begin to connect: the browser goes to the url of the answer',
        responses: answer('Where to go', 'GrantAuthorization', [
          ...CALLER_CODES,
          'validation_failed',
        ]),
      },
    },
  };
}

function answer(
  description: string,
  schema: string,
  codes: AgentTasksErrorCode[],
) {
  return {
    '200': {
      description,
      content: {
        'application/json': {
          schema: { $ref: `#/components/schemas/${schema}` },
        },
      },
    },
    ...errorResponses(codes, 'Error'),
  };
}
