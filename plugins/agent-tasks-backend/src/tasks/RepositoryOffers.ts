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

import type { ListRepositoriesResponse } from 'backstage-plugin-agent-tasks-common';
import { LRUCache } from 'lru-cache';
import type { GitHubIdentities } from '../credentials';
import type { GitHubClient, GitHubRepository } from '../github/types';
import { repositoryOffer, type PolicySource } from '../policy';
import type { SharedClock } from '../tracking/SharedClock';

const TTL_MS = 60_000;
const MAX_REMEMBERED = 1_000;

export interface RepositoryOffersOptions {
  client: Pick<GitHubClient, 'listWritableRepositories'>;
  identities: GitHubIdentities;
  policy: PolicySource;
  clock: Pick<SharedClock, 'now'>;
}

/**
 * The repositories in which a person may start tasks: those that the admins
 * allow and that the person can write to on GitHub, which is asked once a
 * minute per account.
 */
export class RepositoryOffers {
  readonly #options: RepositoryOffersOptions;
  readonly #lists = new LRUCache<number, Promise<GitHubRepository[]>>({
    max: MAX_REMEMBERED,
    ttl: TTL_MS,
  });

  private constructor(options: RepositoryOffersOptions) {
    this.#options = options;
  }

  static create(options: RepositoryOffersOptions): RepositoryOffers {
    return new RepositoryOffers(options);
  }

  async list(options: {
    gitHubToken: string;
    ownershipEntityRefs: string[];
    /** Part of `owner/name`, in any case. */
    query?: string;
  }): Promise<ListRepositoriesResponse['items']> {
    const { gitHubToken, ownershipEntityRefs } = options;
    const query = options.query?.trim().toLowerCase() ?? '';
    const repositories = await this.#listWritable(gitHubToken);
    const policy = await this.#options.policy.get();
    const now = new Date(this.#options.clock.now());
    return repositories
      .filter(({ fullName }) => fullName.toLowerCase().includes(query))
      .flatMap(({ fullName: repository }) => {
        const offer = repositoryOffer(
          policy,
          repository,
          ownershipEntityRefs,
          now,
        );
        return offer ? [{ repository, ...offer }] : [];
      });
  }

  async #listWritable(token: string): Promise<GitHubRepository[]> {
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
