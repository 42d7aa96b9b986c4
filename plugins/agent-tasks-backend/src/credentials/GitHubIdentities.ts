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

import { isAgentTasksError } from 'backstage-plugin-agent-tasks-common';
import { LRUCache } from 'lru-cache';
import type { GitHubClient, GitHubUser } from '../github/types';
import { fingerprintToken } from './fingerprintToken';

const TTL_MS = 5 * 60_000;
const MAX_REMEMBERED = 10_000;

/**
 * Who a token belongs to on GitHub. GitHub is asked once per token and five
 * minutes; requests that arrive together wait for one answer. A failure is
 * thrown to all who wait and is not remembered.
 */
export class GitHubIdentities {
  readonly #client: Pick<GitHubClient, 'getUser'>;
  readonly #users = new LRUCache<string, Promise<GitHubUser>>({
    max: MAX_REMEMBERED,
    ttl: TTL_MS,
  });

  private constructor(client: Pick<GitHubClient, 'getUser'>) {
    this.#client = client;
  }

  static create(options: {
    client: Pick<GitHubClient, 'getUser'>;
  }): GitHubIdentities {
    return new GitHubIdentities(options.client);
  }

  get(token: string): Promise<GitHubUser> {
    const key = fingerprintToken(token);
    const known = this.#users.get(key);
    if (known) return known;
    const user = this.#client.getUser(token);
    this.#users.set(key, user);
    user.catch(() => {
      if (this.#users.peek(key) === user) this.#users.delete(key);
    });
    return user;
  }

  /**
   * Whether GitHub says again that it does not accept a token, asked anew: one
   * 401 alone has been GitHub's mistake before.
   */
  async isRefused(token: string): Promise<boolean> {
    this.#users.delete(fingerprintToken(token));
    try {
      await this.get(token);
      return false;
    } catch (error) {
      return (
        isAgentTasksError(error) && error.code === 'github_sign_in_required'
      );
    }
  }
}
