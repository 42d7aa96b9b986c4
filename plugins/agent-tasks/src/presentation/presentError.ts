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
  isAgentTasksError,
  type AgentTasksErrorCode,
} from 'backstage-plugin-agent-tasks-common';
import { isWebUrl } from './isWebUrl';

/** What a person can do about a refusal, as one action. */
export type ErrorAction = 'sign_in' | 'authorize_sso' | 'retry';

/** A refusal as a person reads it. */
export type PresentedError = {
  /** A key of `error.*` in the translations: what happened, in a few words. */
  title:
    | 'signIn'
    | 'otherAccount'
    | 'notAllowed'
    | 'planRequired'
    | 'sso'
    | 'notFound'
    | 'agentNotAvailable'
    | 'rejected'
    | 'limit'
    | 'rateLimited'
    | 'gitHubDown'
    | 'portalSession'
    | 'portalDown'
    | 'invalid'
    | 'other';
  /** The sentence of the portal, which says what to do next. */
  message: string;
  action?: ErrorAction;
  /** Where to go, for `authorize_sso`. */
  url?: string;
  /** Seconds until a repeat may succeed. */
  retryAfter?: number;
};

const TITLES: Record<AgentTasksErrorCode, PresentedError['title']> = {
  validation_failed: 'invalid',
  github_sign_in_required: 'signIn',
  github_token_unsupported: 'signIn',
  github_identity_mismatch: 'otherAccount',
  repository_not_allowed: 'notAllowed',
  model_not_allowed: 'notAllowed',
  custom_agent_not_allowed: 'notAllowed',
  base_ref_not_allowed: 'notAllowed',
  source_not_allowed: 'notAllowed',
  permission_denied: 'notAllowed',
  copilot_plan_required: 'planRequired',
  sso_required: 'sso',
  agent_not_available: 'agentNotAvailable',
  task_not_found: 'notFound',
  rule_not_found: 'notFound',
  rule_changed: 'invalid',
  idempotency_key_reused: 'invalid',
  github_rejected: 'rejected',
  limit_reached: 'limit',
  github_rate_limited: 'rateLimited',
  github_unavailable: 'gitHubDown',
  github_timeout: 'gitHubDown',
};

const ACTIONS: Partial<Record<AgentTasksErrorCode, ErrorAction>> = {
  github_sign_in_required: 'sign_in',
  github_unavailable: 'retry',
  github_timeout: 'retry',
  github_rate_limited: 'retry',
  limit_reached: 'retry',
};

/** Decides how an error is shown and which one action is offered. Pure. */
export function presentError(error: unknown): PresentedError {
  if (isAgentTasksError(error)) {
    const { code, url, retryAfter, issues = [] } = error;
    const message = [error.message, ...issues.map(issue => issue.message)]
      .filter((text, index, all) => all.indexOf(text) === index)
      .join('\n');
    const safeUrl = code === 'sso_required' && isWebUrl(url) ? url : undefined;
    return {
      title: TITLES[code],
      message,
      action: safeUrl ? 'authorize_sso' : ACTIONS[code],
      url: safeUrl,
      retryAfter,
    };
  }
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof Error && error.name === 'AuthenticationError')
    return { title: 'portalSession', message };
  // fetch rejects with a TypeError when there was no answer at all.
  if (error instanceof TypeError)
    return { title: 'portalDown', message: '', action: 'retry' };
  return { title: 'other', message, action: 'retry' };
}
