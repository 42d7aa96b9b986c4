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

/**
 * Kinds of tokens by their prefix: OAuth app, classic and fine-grained personal
 * tokens, user and installation tokens of a GitHub App, and refresh tokens.
 *
 * @public
 */
export type TokenKind = 'gho' | 'ghp' | 'ghu' | 'ghs' | 'ghr' | 'github_pat';

/**
 * Permissions of fine-grained tokens. What is missing is not granted.
 *
 * @public
 */
export type TokenPermissions = {
  agent_tasks?: 'read' | 'write';
  pull_requests?: 'read' | 'write';
  contents?: 'read' | 'write';
};

/** A token and what it may do. Times are simulated milliseconds since 1970. */
export type AccessToken = {
  value: string;
  kind: TokenKind;
  userId: number;
  clientId?: string;
  /** Classic scopes; empty for fine-grained kinds. */
  scopes: string[];
  /** Undefined for classic kinds. */
  permissions?: TokenPermissions;
  createdAt: number;
  expiresAt?: number;
  /** An access token and its refresh token share one: they die together (behaviour 68). */
  grantId?: string;
  /** Organizations with SAML that this token has been let into (behaviour 50). */
  ssoOrganizationIds?: number[];
};

/**
 * An application that people sign in to.
 *
 * @public
 */
export type OAuthClient = {
  /** OAuth apps get `gho_` tokens without expiry, GitHub Apps `ghu_` and a refresh token. */
  kind: 'oauth-app' | 'github-app';
  id: string;
  secret: string;
  name: string;
  /** GitHub Apps only: what its user tokens may do. Default: agent tasks (write), pull requests and contents (read). */
  permissions?: TokenPermissions;
  /** Where refusals are sent when a request names a foreign address. */
  callbackUrl: string;
};
