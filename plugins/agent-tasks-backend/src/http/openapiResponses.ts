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
  AGENT_TASKS_ERRORS,
  errorBodySchema,
  validationIssueSchema,
  type AgentTasksErrorCode,
} from 'backstage-plugin-agent-tasks-common';
import { z } from 'zod';

const codes = Object.keys(AGENT_TASKS_ERRORS) as [
  AgentTasksErrorCode,
  ...AgentTasksErrorCode[],
];

/** A refusal on the proxy's paths: GitHub's own, or the portal's with a code. */
const proxyErrorSchema = z.looseObject({
  message: z.string(),
  documentation_url: z.string().optional(),
  code: z
    .enum(codes)
    .optional()
    .describe('Only where the portal refuses; GitHub has codes of its own'),
  issues: z.array(validationIssueSchema).optional(),
  retryAfter: z.number().optional(),
  url: z.string().optional(),
});

/** Refusals of every call that uses the caller's token for GitHub. */
const TOKEN_CODES: AgentTasksErrorCode[] = [
  'validation_failed',
  'github_sign_in_required',
  'github_token_unsupported',
  'github_identity_mismatch',
  // Services are refused everywhere, and the permission policy where it is asked.
  'permission_denied',
];

/** Refusals of every call for which GitHub is asked. */
export const GITHUB_CODES: AgentTasksErrorCode[] = [
  ...TOKEN_CODES,
  'github_rate_limited',
  'github_unavailable',
  'github_timeout',
];

/** Refusals of starting a task, through whichever door. */
export const START_CODES: AgentTasksErrorCode[] = codes.filter(
  code =>
    ![
      'task_not_found',
      'idempotency_key_reused',
      'rule_not_found',
      'rule_changed',
    ].includes(code),
);

/** Refusals of having GitHub asked about one's own task. */
export const OWN_TASK_CODES: AgentTasksErrorCode[] = [
  ...GITHUB_CODES,
  'task_not_found',
  'sso_required',
  'copilot_plan_required',
  'agent_not_available',
  'github_rejected',
];

/** The JSON schemas of refusals. */
export const errorSchemas = {
  Error: errorBodySchema,
  GitHubError: proxyErrorSchema,
};

/** One response per status, each naming the codes that come with it. */
export function errorResponses(
  possible: readonly AgentTasksErrorCode[],
  schema: keyof typeof errorSchemas,
): Record<string, object> {
  const byStatus = new Map<number, AgentTasksErrorCode[]>();
  for (const code of possible) {
    const { status } = AGENT_TASKS_ERRORS[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, codesOfStatus]) => [
      String(status),
      errorResponse(status, codesOfStatus, schema),
    ]),
  );
}

function errorResponse(
  status: number,
  codesOfStatus: AgentTasksErrorCode[],
  schema: keyof typeof errorSchemas,
): object {
  const code = { properties: { code: { enum: codesOfStatus } } };
  return {
    description: `Refused: ${codesOfStatus.join(', ')}`,
    ...(status === 429 && {
      headers: {
        'Retry-After': {
          description: 'Seconds until a repeat may succeed, where known',
          schema: { type: 'integer' },
        },
      },
    }),
    content: {
      'application/json': {
        schema:
          // GitHub's own refusals carry no code of ours.
          schema === 'GitHubError'
            ? { $ref: `#/components/schemas/${schema}` }
            : {
                allOf: [
                  { $ref: `#/components/schemas/${schema}` },
                  { properties: { error: code } },
                ],
              },
      },
    },
  };
}
