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

import { LRUCache } from 'lru-cache';
import type { GitHubIdentities } from '../credentials';
import type { GitHubClient, GitHubRepository } from '../github/types';

const TTL_MS = 60_000;
const MAX_REMEMBERED = 1_000;

export interface WritableRepositoriesOptions {
  client: Pick<GitHubClient, 'listWritableRepositories'>;
  identities: GitHubIdentities;
}

/** The repositories that an account can write to; GitHub is asked once a minute per account. */
export class WritableRepositories {
  readonly #options: WritableRepositoriesOptions;
  readonly #lists = new LRUCache<number, Promise<GitHubRepository[]>>({
    max: MAX_REMEMBERED,
    ttl: TTL_MS,
  });

  private constructor(options: WritableRepositoriesOptions) {
    this.#options = options;
  }

  static create(options: WritableRepositoriesOptions): WritableRepositories {
    return new WritableRepositories(options);
  }

  /** Throws what is wrong with the token or with GitHub; a failure is not remembered. */
  async list(token: string): Promise<GitHubRepository[]> {
    const { client, identities } = this.#options;
    const { id } = await identities.get(token);
    const known = this.#lists.get(id);
    if (known) return known;
    const list = client.listWritableRepositories(token);
    this.#lists.set(id, list);
    list.catch(() => this.#lists.delete(id));
    return list;
  }
}
