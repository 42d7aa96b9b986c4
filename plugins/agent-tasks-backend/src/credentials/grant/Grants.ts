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
 * Grants.
 *
 * A user gives the plugin an OAuth grant of its own, by which it follows that
 * user's tasks while no browser is open: GitHub's web flow with state and PKCE.
 *
 * Promised: only the user who began can complete, once and within ten minutes,
 * so that nobody can have another person's account connected with their own
 * portal account; a grant is of the account that the user is bound to, where
 * admins forbid others; taking it back deletes it here whatever GitHub says.
 *
 * Not promised: that GitHub is told. Where it cannot be, the log says so, and
 * the user can end the grant in the settings on GitHub.
 *
 * On a crash between GitHub's answer and our write nothing is connected and the
 * token is lost; the user begins anew. Tokens are sealed in the database (Vault)
 * and nowhere else.
 */
import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  AgentTasksError,
  type Grant,
  type GrantAuthorization,
} from 'backstage-plugin-agent-tasks-common';
import type { Request } from 'express';
import type { TaskOwner } from '../../tasks/TaskStore';
import type { SealedCredentials } from '../database/SealedCredentials';
import type { GitHubIdentities } from '../GitHubIdentities';
import type { IdentityBinding } from '../identity/IdentityBinding';
import type { Credential } from '../types';
import type { Authorizations } from './Authorizations';
import { endGrant } from './endGrant';
import type { GrantedTokens, OAuthApp } from './OAuthApp';

/** What {@link Grants} is made with. */
export interface GrantsOptions {
  app: OAuthApp;
  authorizations: Authorizations;
  credentials: SealedCredentials;
  identities: Pick<GitHubIdentities, 'get'>;
  binding: IdentityBinding;
  /** Called when an owner has connected. */
  onConnected: (owner: TaskOwner) => Promise<void>;
  logger: LoggerService;
}

/** Connects users' accounts on GitHub, says how it stands, and disconnects them. */
export class Grants {
  readonly #options: GrantsOptions;

  private constructor(options: GrantsOptions) {
    this.#options = options;
  }

  static create(options: GrantsOptions): Grants {
    return new Grants(options);
  }

  async get(userEntityRef: string): Promise<Grant> {
    const [grant] = await this.#listGrants(userEntityRef);
    if (!grant) return { isOffered: true, status: 'none' };
    const { githubLogin, createdAt, tokens, expiresAt } = grant;
    // An access token that has ended is no end as long as it can be refreshed.
    const end = tokens?.refreshToken ? grant.refreshExpiresAt : expiresAt;
    const isOver = end !== undefined && Date.parse(end) <= Date.now();
    return {
      isOffered: true,
      status: tokens && !isOver ? 'active' : 'expired',
      ...(githubLogin && { githubLogin }),
      connectedAt: createdAt,
      ...(tokens && end && { expiresAt: end }),
    };
  }

  async begin(userEntityRef: string): Promise<GrantAuthorization> {
    const { app, authorizations, binding } = this.#options;
    const login = await binding.loginOf(userEntityRef);
    const { state, codeVerifier, expiresAt } = await authorizations.begin(
      userEntityRef,
    );
    return {
      url: app.authorizationUrl({ state, codeVerifier, login }),
      expiresAt,
    };
  }

  /** Ends what `begin` began, with what GitHub sent the user's browser back with. */
  async complete(
    userEntityRef: string,
    answer: { code: string; state: string },
    request?: Request,
  ): Promise<Grant> {
    const { app, authorizations, onConnected } = this.#options;
    const codeVerifier = await authorizations.complete(
      userEntityRef,
      answer.state,
    );
    if (!codeVerifier) throw notBegun();
    const granted = await app.exchange(answer.code, codeVerifier);
    const owner = await this.#store(userEntityRef, granted, request).catch(
      async error => {
        // What is not connected shall not stay good either.
        await this.#revokeQuietly(granted.tokens.accessToken);
        throw error;
      },
    );
    await onConnected(owner);
    return this.get(userEntityRef);
  }

  /** `isToldToGitHub`: false where the user has to end it on GitHub as well. */
  async revoke(
    userEntityRef: string,
  ): Promise<{ grant: Grant; wasThere: boolean; isToldToGitHub: boolean }> {
    const { app, credentials, logger } = this.#options;
    const grants = await this.#listGrants(userEntityRef);
    let isToldToGitHub = true;
    for (const grant of grants) {
      await credentials.removeGrant(grant);
      const isTold = await endGrant(app, grant, logger);
      isToldToGitHub &&= isTold;
    }
    return {
      grant: await this.get(userEntityRef),
      wasThere: grants.length > 0,
      isToldToGitHub,
    };
  }

  async #store(
    userEntityRef: string,
    granted: GrantedTokens,
    request: Request | undefined,
  ): Promise<TaskOwner> {
    const { identities, binding, credentials } = this.#options;
    const user = await identities.get(granted.tokens.accessToken);
    await binding.bind(userEntityRef, user, request);
    const owner = { userEntityRef, githubUserId: user.id };
    const before = await this.#listGrants(userEntityRef);
    const at = new Date().toISOString();
    await credentials.put({
      ...owner,
      ...granted,
      kind: 'grant',
      githubLogin: user.login,
      createdAt: at,
    });
    for (const replaced of before) {
      if (replaced.githubUserId !== owner.githubUserId) {
        await credentials.removeGrant(replaced);
      }
      if (replaced.tokens) {
        await this.#revokeQuietly(replaced.tokens.accessToken);
      }
    }
    return owner;
  }

  async #listGrants(userEntityRef: string): Promise<Credential[]> {
    const all = await this.#options.credentials.list(userEntityRef);
    return all.filter(({ kind }) => kind === 'grant');
  }

  async #revokeQuietly(token: string): Promise<void> {
    const { app, logger } = this.#options;
    await app.revokeToken(token).catch(error => {
      logger.warn(`A token that is not used could not be revoked: ${error}`);
    });
  }
}

function notBegun(): AgentTasksError {
  const message =
    'Nothing was connected: this was not begun by you in this portal, was completed already, or took longer than ten minutes. Start again, and do not open links that others send you.';
  return new AgentTasksError('validation_failed', message, {
    issues: [{ path: 'state', message }],
  });
}
