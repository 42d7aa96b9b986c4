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

import { createHash } from 'node:crypto';
import { oauthAuthorizationUrl } from '@octokit/oauth-authorization-url';
import {
  deleteAuthorization,
  deleteToken,
  exchangeWebFlowCode,
  refreshToken,
} from '@octokit/oauth-methods';
import { AgentTasksError } from 'backstage-plugin-agent-tasks-common';
import { z } from 'zod';
import type { GrantSettings, Settings } from '../../config/types';
import type { TokenLifetimes, Tokens } from '../types';
import { describeOAuthRefusal } from './describeOAuthRefusal';
import { callOAuth, OAuthRefusal, type OAuthRequest } from './oauthTransport';

/** GitHub's own for agent tasks; a GitHub App has permissions instead and ignores it. */
const SCOPE = 'repo';

const secondsSchema = z.number().positive().optional();
const tokenAnswerSchema = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).optional(),
  expires_in: secondsSchema,
  refresh_token_expires_in: secondsSchema,
  scope: z.string().optional(),
});

/** What GitHub hands out at the end of the web flow, and at a refresh. */
export interface GrantedTokens extends TokenLifetimes {
  tokens: Tokens;
}

/**
 * The GitHub App or OAuth app of the plugin's own, and its calls to GitHub. The
 * flow is Octokit's; PKCE, lifetimes by our clock and the meaning of refusals
 * are added here. Nothing is stored and nothing repeated.
 */
export class OAuthApp {
  readonly #grant: GrantSettings;
  readonly #github: Settings['github'];
  readonly #oauthBaseUrl: string;

  private constructor(options: {
    grant: GrantSettings;
    github: Settings['github'];
  }) {
    this.#grant = options.grant;
    this.#github = options.github;
    const { protocol } = new URL(options.github.apiBaseUrl);
    this.#oauthBaseUrl = `${protocol}//${options.github.host}`;
  }

  static create(options: {
    grant: GrantSettings;
    github: Settings['github'];
  }): OAuthApp {
    return new OAuthApp(options);
  }

  /** Where users see and end what they have given to this app. */
  get settingsUrl(): string {
    return `${this.#oauthBaseUrl}/settings/connections/applications/${
      this.#grant.clientId
    }`;
  }

  /** GitHub's page that asks for consent. `login`: the account that is expected. */
  authorizationUrl(options: {
    state: string;
    codeVerifier: string;
    login?: string;
  }): string {
    const { clientId, callbackUrl } = this.#grant;
    const { url } = oauthAuthorizationUrl({
      clientType: 'oauth-app',
      clientId,
      redirectUrl: callbackUrl,
      scopes: [SCOPE],
      state: options.state,
      allowSignup: false,
      baseUrl: this.#oauthBaseUrl,
      ...(options.login && { login: options.login }),
    });
    const withChallenge = new URL(url);
    const challenge = createHash('sha256')
      .update(options.codeVerifier)
      .digest('base64url');
    withChallenge.searchParams.set('code_challenge', challenge);
    withChallenge.searchParams.set('code_challenge_method', 'S256');
    return withChallenge.href;
  }

  /** Ends the web flow; refusals are thrown in words for the user. */
  async exchange(code: string, codeVerifier: string): Promise<GrantedTokens> {
    try {
      const { data } = await this.#call(
        request =>
          exchangeWebFlowCode({
            ...this.#credentials,
            code,
            redirectUrl: this.#grant.callbackUrl,
            request,
          }),
        codeVerifier,
      );
      return readTokens(data);
    } catch (error) {
      throw error instanceof OAuthRefusal ? describeOAuthRefusal(error) : error;
    }
  }

  /** `undefined`: GitHub does not accept the refresh token (any more). */
  async refresh(token: string): Promise<GrantedTokens | undefined> {
    try {
      const { data } = await this.#call(request =>
        refreshToken({ ...this.#credentials, refreshToken: token, request }),
      );
      return readTokens(data);
    } catch (error) {
      if (!(error instanceof OAuthRefusal)) throw error;
      if (error.code === 'bad_refresh_token') return undefined;
      throw describeOAuthRefusal(error);
    }
  }

  /** Ends one token with its refresh token. */
  async revokeToken(token: string): Promise<boolean> {
    return this.#revoke(request =>
      deleteToken({ ...this.#credentials, token, request }),
    );
  }

  /** Ends all that the user of the token has given to this app. `false`: GitHub does not know the token. */
  async revokeGrant(token: string): Promise<boolean> {
    return this.#revoke(request =>
      deleteAuthorization({ ...this.#credentials, token, request }),
    );
  }

  async #revoke(
    send: (request: OAuthRequest) => Promise<unknown>,
  ): Promise<boolean> {
    try {
      await this.#call(send);
      return true;
    } catch (error) {
      if (!(error instanceof OAuthRefusal)) throw error;
      // 422 is what GitHub says of a token that has expired.
      if (error.status === 404 || error.status === 422) return false;
      throw describeOAuthRefusal(error);
    }
  }

  get #credentials() {
    const { clientId, clientSecret } = this.#grant;
    return { clientType: 'github-app' as const, clientId, clientSecret };
  }

  #call<T>(
    send: (request: OAuthRequest) => Promise<T>,
    codeVerifier?: string,
  ): Promise<T> {
    const { apiBaseUrl, requestTimeoutMs } = this.#github;
    return callOAuth(
      {
        apiBaseUrl,
        requestTimeoutMs,
        oauthBaseUrl: this.#oauthBaseUrl,
        codeVerifier,
      },
      send,
    );
  }
}

/** By our own clock, which GitHub's need not agree with. */
function readTokens(data: unknown): GrantedTokens {
  const answer = tokenAnswerSchema.safeParse(data);
  if (!answer.success) {
    throw new AgentTasksError(
      'github_unavailable',
      'GitHub answered with something that is no token. Try again in a few minutes.',
    );
  }
  const { access_token: accessToken, refresh_token: refresh } = answer.data;
  const after = (seconds: number | undefined) =>
    seconds === undefined
      ? undefined
      : new Date(Date.now() + seconds * 1000).toISOString();
  return {
    tokens: { accessToken, ...(refresh && { refreshToken: refresh }) },
    expiresAt: after(answer.data.expires_in),
    refreshExpiresAt: after(answer.data.refresh_token_expires_in),
  };
}
