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

import { z } from 'zod';

/**
 * Every reason for which the portal refuses, with the HTTP status it answers
 * and the name of the error as Backstage's error bodies carry it.
 *
 * @public
 */
export const AGENT_TASKS_ERRORS = {
  validation_failed: { status: 400, name: 'InputError' },
  github_sign_in_required: { status: 401, name: 'AuthenticationError' },
  github_token_unsupported: { status: 403, name: 'NotAllowedError' },
  github_identity_mismatch: { status: 403, name: 'NotAllowedError' },
  repository_not_allowed: { status: 403, name: 'NotAllowedError' },
  model_not_allowed: { status: 403, name: 'NotAllowedError' },
  custom_agent_not_allowed: { status: 403, name: 'NotAllowedError' },
  base_ref_not_allowed: { status: 403, name: 'NotAllowedError' },
  source_not_allowed: { status: 403, name: 'NotAllowedError' },
  permission_denied: { status: 403, name: 'NotAllowedError' },
  copilot_plan_required: { status: 403, name: 'NotAllowedError' },
  sso_required: { status: 403, name: 'NotAllowedError' },
  agent_not_available: { status: 404, name: 'NotFoundError' },
  task_not_found: { status: 404, name: 'NotFoundError' },
  rule_not_found: { status: 404, name: 'NotFoundError' },
  rule_changed: { status: 409, name: 'ConflictError' },
  idempotency_key_reused: { status: 409, name: 'ConflictError' },
  github_rejected: { status: 422, name: 'UnprocessableEntityError' },
  limit_reached: { status: 429, name: 'TooManyRequestsError' },
  github_rate_limited: { status: 429, name: 'TooManyRequestsError' },
  github_unavailable: { status: 502, name: 'BadGatewayError' },
  github_timeout: { status: 504, name: 'GatewayTimeoutError' },
} as const;

/**
 * A key of {@link AGENT_TASKS_ERRORS}.
 *
 * @public
 */
export type AgentTasksErrorCode = keyof typeof AGENT_TASKS_ERRORS;

/**
 * One thing that is wrong with a request: where, as a dotted path, and what.
 *
 * @public
 */
export const validationIssueSchema = z.object({
  path: z.string(),
  message: z.string(),
});

/**
 * What a refusal may say beside its code and message.
 *
 * @public
 */
export type AgentTasksErrorDetails = {
  /** What is wrong with the request, for `validation_failed`. */
  issues?: z.infer<typeof validationIssueSchema>[];
  /** Seconds until a repeat may succeed, where that is known. */
  retryAfter?: number;
  /** Where the user can remedy it, for `sso_required`. */
  url?: string;
};

/**
 * A refusal with a code that programs can tell apart and a message that tells a
 * person what happened and what to do next. It never holds a token or a prompt.
 *
 * @public
 */
export class AgentTasksError extends Error {
  /** Why, for programs. */
  readonly code: AgentTasksErrorCode;
  /** The HTTP status, which Backstage's error middleware answers with. */
  readonly statusCode: number;
  /** See {@link AgentTasksErrorDetails}. */
  readonly issues?: AgentTasksErrorDetails['issues'];
  /** See {@link AgentTasksErrorDetails}. */
  readonly retryAfter?: number;
  /** See {@link AgentTasksErrorDetails}. */
  readonly url?: string;

  constructor(
    code: AgentTasksErrorCode,
    message: string,
    details: AgentTasksErrorDetails = {},
  ) {
    super(message);
    this.name = AGENT_TASKS_ERRORS[code].name;
    this.code = code;
    this.statusCode = AGENT_TASKS_ERRORS[code].status;
    // Absent rather than undefined, so that a serialized error has no empty keys.
    Object.assign(this, JSON.parse(JSON.stringify(details)));
  }
}

/**
 * Whether an error is a refusal of the portal; holds over package copies, as it
 * compares the code and not the class.
 *
 * @public
 */
export function isAgentTasksError(error: unknown): error is AgentTasksError {
  return (
    error instanceof Error &&
    typeof (error as Partial<AgentTasksError>).code === 'string' &&
    (error as AgentTasksError).code in AGENT_TASKS_ERRORS
  );
}

/**
 * The message of a refusal with its code in square brackets at its end, for where
 * a text is all that gets through: the log of a scaffolder run, an MCP client.
 *
 * @public
 */
export function withCode(
  error: Pick<AgentTasksError, 'code' | 'message'>,
): string {
  return `${error.message} [${error.code}]`;
}

/**
 * The body of a refusal: Backstage's error body, with our code.
 *
 * @public
 */
export const errorBodySchema = z.object({
  error: z.looseObject({
    name: z.string(),
    message: z.string(),
    code: z
      .enum(
        Object.keys(AGENT_TASKS_ERRORS) as [
          AgentTasksErrorCode,
          ...AgentTasksErrorCode[],
        ],
      )
      .optional(),
    issues: z.array(validationIssueSchema).optional(),
    retryAfter: z.number().optional(),
    url: z.string().optional(),
  }),
  response: z.looseObject({ statusCode: z.number().int() }),
});
