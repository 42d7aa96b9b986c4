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

import type { LoggerService } from '@backstage/backend-plugin-api';
import { reasonOf } from '../../reasonOf';
import type { SealedCredentials } from '../database/SealedCredentials';
import type { Credential } from '../types';
import type { GrantedTokens, OAuthApp } from './OAuthApp';
import { isUnsent } from './oauthTransport';
import { refreshNeed } from './refreshNeed';

/** How long one waits for another that refreshes, where the token has ended. */
const WAIT_MS = 3_000;
const WAIT_STEP_MS = 100;
/** New tokens exist nowhere else: what cannot be stored is tried again after these pauses. */
const STORE_AGAIN_AFTER_MS = [200, 1_000, 3_000, 10_000];

export interface GrantTokensOptions {
  credentials: SealedCredentials;
  app: Pick<OAuthApp, 'refresh' | 'revokeToken'>;
  requestTimeoutMs: number;
  logger: LoggerService;
}

/**
 * Keeps the access tokens of grants good. Those of a GitHub App last eight
 * hours; a refresh gives a new pair and kills the old one.
 *
 * Promises: of all replicas one refreshes (it claims the row for the lease time;
 * no transaction is held meanwhile), and both tokens are stored in one write.
 * The others go on with the current token while it lasts, else wait a moment.
 *
 * Where the answer to a refresh is lost, or the replica dies in between, the
 * refresh token may be used up. It is tried once more when the claim runs out;
 * if GitHub then does not accept it, the grant is over and its user has to
 * connect again. Until that is certain, the current token is given out, even
 * ended: GitHub's refusal of it is looked after, the lack of a token would pause.
 */
export class GrantTokens {
  readonly #options: GrantTokensOptions;
  readonly #underWay = new Map<string, Promise<string | undefined>>();

  private constructor(options: GrantTokensOptions) {
    this.#options = options;
  }

  static create(options: GrantTokensOptions): GrantTokens {
    return new GrantTokens(options);
  }

  /** The access token to use now; `undefined`: the grant is over. */
  async current(grant: Credential): Promise<string | undefined> {
    switch (refreshNeed(grant, Date.now())) {
      case 'none':
        return grant.tokens!.accessToken;
      case 'over':
        if (grant.tokens) await this.#options.credentials.expire(grant);
        return undefined;
      default:
        return this.#refreshOnce(grant);
    }
  }

  /** GitHub does not accept the access token. */
  async reject(grant: Credential): Promise<void> {
    const { credentials } = this.#options;
    if (grant.tokens?.refreshToken) {
      await credentials.makeDue(grant, new Date().toISOString());
    } else {
      await credentials.expire(grant);
    }
  }

  /** Those in this process who need the same share one refresh. */
  #refreshOnce(grant: Credential): Promise<string | undefined> {
    const { userEntityRef, githubUserId, version } = grant;
    const key = `${userEntityRef}\n${githubUserId}\n${version}`;
    const known = this.#underWay.get(key);
    if (known) return known;
    const refreshing = this.#refresh(grant).finally(() =>
      this.#underWay.delete(key),
    );
    this.#underWay.set(key, refreshing);
    return refreshing;
  }

  async #refresh(grant: Credential): Promise<string | undefined> {
    const { credentials, app, requestTimeoutMs, logger } = this.#options;
    const isOurs = await credentials.claimRefresh(
      grant,
      Date.now(),
      2 * requestTimeoutMs,
    );
    if (!isOurs) return this.#waitForOther(grant);
    let granted: GrantedTokens | undefined;
    try {
      granted = await app.refresh(grant.tokens!.refreshToken!);
    } catch (error) {
      logger.warn(
        `The grant of ${grant.userEntityRef} could not be refreshed and is tried again: ${error}`,
        { user: grant.userEntityRef },
      );
      if (isUnsent(error)) await credentials.releaseRefresh(grant);
      return grant.tokens!.accessToken;
    }
    if (!granted) {
      logger.info(
        `GitHub ended the grant of ${grant.userEntityRef}, who has to connect again`,
        { user: grant.userEntityRef },
      );
      await credentials.expire(grant);
    } else if (await this.#store(grant, granted)) {
      return granted.tokens.accessToken;
    } else {
      // Disconnected or connected anew meanwhile: nobody will use these.
      await app.revokeToken(granted.tokens.accessToken).catch(() => {});
    }
    return (await credentials.reread(grant))?.tokens?.accessToken;
  }

  async #store(grant: Credential, granted: GrantedTokens): Promise<boolean> {
    const { credentials, logger } = this.#options;
    for (const pauseMs of STORE_AGAIN_AFTER_MS) {
      try {
        return await credentials.replaceTokens(grant, granted.tokens, granted);
      } catch (error) {
        logger.warn('A refreshed grant could not be stored yet', {
          user: grant.userEntityRef,
          reason: reasonOf(error),
        });
        await pause(pauseMs);
      }
    }
    return credentials.replaceTokens(grant, granted.tokens, granted);
  }

  async #waitForOther(grant: Credential): Promise<string | undefined> {
    const isGood = grant.expiresAt && Date.parse(grant.expiresAt) > Date.now();
    const until = Date.now() + (isGood ? 0 : WAIT_MS);
    let latest: Credential | undefined = grant;
    while (latest?.version === grant.version && latest.tokens) {
      if (Date.now() >= until) break;
      await pause(WAIT_STEP_MS);
      latest = await this.#options.credentials.reread(grant);
    }
    return latest?.tokens?.accessToken;
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, milliseconds));
}
