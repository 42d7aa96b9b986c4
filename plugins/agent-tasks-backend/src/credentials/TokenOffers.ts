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
import { LRUCache } from 'lru-cache';
import type { TaskOwner } from '../tasks/TaskStore';
import type { FollowedUsers } from '../tracking/FollowedUsers';
import type { CredentialStore } from './CredentialStore';
import { fingerprintToken } from './fingerprintToken';
import type { GitHubIdentities } from './GitHubIdentities';

/** How often the same token of the same user is considered anew. */
const CONSIDER_AGAIN_MS = 30_000;
const MAX_REMEMBERED = 10_000;

export interface TokenOffersOptions {
  credentials: CredentialStore;
  identities: Pick<GitHubIdentities, 'get'>;
  followedUsers: Pick<FollowedUsers, 'listAccounts'>;
  /** Called when a token was kept for an owner. */
  onKept: (owner: TaskOwner) => Promise<void>;
  logger: LoggerService;
}

/**
 * Takes the tokens that come with requests. One is kept if its user has tasks
 * that are followed with the same account on GitHub; any other is let go.
 */
export class TokenOffers {
  readonly #options: TokenOffersOptions;
  readonly #considered = new LRUCache<string, true>({
    max: MAX_REMEMBERED,
    ttl: CONSIDER_AGAIN_MS,
  });

  private constructor(options: TokenOffersOptions) {
    this.#options = options;
  }

  static create(options: TokenOffersOptions): TokenOffers {
    return new TokenOffers(options);
  }

  /** Never throws and may be left to itself: the request at hand does not depend on it. */
  async offer(userEntityRef: string, token: string): Promise<void> {
    const key = `${userEntityRef}\n${fingerprintToken(token)}`;
    if (this.#considered.has(key)) return;
    this.#considered.set(key, true);
    try {
      await this.#consider(userEntityRef, token);
    } catch (error) {
      this.#considered.delete(key);
      this.#options.logger.debug(
        `Could not tell whose GitHub token ${userEntityRef} sent: ${error}`,
      );
    }
  }

  async #consider(userEntityRef: string, token: string): Promise<void> {
    const { credentials, identities, followedUsers, onKept } = this.#options;
    const accounts = await followedUsers.listAccounts(userEntityRef);
    if (accounts.length === 0) return;
    const { id: githubUserId } = await identities.get(token);
    if (!accounts.includes(githubUserId)) return;
    const owner = { userEntityRef, githubUserId };
    if (await credentials.keep(owner, token)) await onKept(owner);
  }
}
