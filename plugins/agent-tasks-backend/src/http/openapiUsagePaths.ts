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

const CODES: AgentTasksErrorCode[] = ['permission_denied', 'validation_failed'];

/** What tasks have cost. A token for GitHub is not looked at. */
export function usagePaths(parameters: object[]) {
  return {
    '/v1/usage': {
      get: {
        operationId: 'getUsage',
        summary:
          'What tasks have cost, as far as GitHub has reported it, by week',
        parameters,
        responses: {
          '200': {
            description: 'The sums',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/UsageReport' },
              },
            },
          },
          ...errorResponses(CODES, 'Error'),
        },
      },
    },
    '/v1/usage.csv': {
      get: {
        operationId: 'getUsageCsv',
        summary: 'The same for spreadsheets: a row per week and key',
        parameters,
        responses: {
          '200': {
            description:
              'UTF-8 with a byte order mark; the columns are week, key, tasks, ai_credits, premium_requests and tasks_without_reported_cost',
            headers: {
              'Content-Disposition': {
                schema: { type: 'string' },
                description: 'attachment, agent-tasks-usage-<from>-<to>.csv',
              },
            },
            content: { 'text/csv': { schema: { type: 'string' } } },
          },
          ...errorResponses(CODES, 'Error'),
        },
      },
    },
  };
}
