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

import type { Denial } from '../types';

const NO_TOKEN = 'it takes no GitHub token';

/**
 * Who asks, on both sides, and what GitHub says; the proxy hands that back as it
 * is, and the code is in the audit trail alone.
 */
export const callerDenials: Denial[] = [
  {
    name: 'a plain service',
    code: 'permission_denied',
    isService: true,
  },
  {
    name: 'a user without the permission',
    code: 'permission_denied',
    withoutPermissions: ['agent-tasks.task.create'],
  },
  {
    name: 'no GitHub token',
    code: 'github_sign_in_required',
    login: 'priya-raman',
    gitHubToken: 'none',
  },
  {
    name: 'an installation token',
    code: 'github_token_unsupported',
    gitHubToken: 'installation',
    cannot: { mcp: NO_TOKEN },
  },
  {
    name: 'what is no token',
    code: 'validation_failed',
    gitHubToken: 'malformed',
    cannot: { mcp: NO_TOKEN },
  },
  {
    name: 'a token that GitHub does not know',
    code: 'github_sign_in_required',
    gitHubToken: 'unknown',
    cannot: { mcp: NO_TOKEN },
  },
  {
    name: 'GitHub: no write access',
    code: 'agent_not_available',
    login: 'ben-larsen',
    request: { repository: 'acme/billing' },
    gitHubStatus: 403,
  },
  {
    name: 'GitHub: a repository that GitHub hides',
    code: 'agent_not_available',
    login: 'ben-larsen',
    request: { repository: 'acme/payroll' },
    gitHubStatus: 404,
  },
  {
    name: 'GitHub: a token without the permission',
    code: 'permission_denied',
    request: { prompt: '[simulate: permission-missing]' },
    gitHubStatus: 403,
  },
  {
    name: 'GitHub: no Copilot plan',
    code: 'copilot_plan_required',
    login: 'chloe-tran',
    request: { repository: 'acme/payments-ledger' },
    gitHubStatus: 403,
  },
  {
    name: 'GitHub: single sign-on',
    code: 'sso_required',
    request: { prompt: '[simulate: saml-required]' },
    gitHubStatus: 403,
  },
  {
    name: 'GitHub: an empty repository',
    code: 'github_rejected',
    request: { repository: 'acme/empty' },
    gitHubStatus: 422,
  },
  {
    name: 'GitHub: a base branch that is not there',
    code: 'github_rejected',
    request: { baseRef: 'no-such-branch' },
    gitHubStatus: 422,
  },
];
