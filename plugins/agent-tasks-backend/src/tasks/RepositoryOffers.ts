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
import { repositoryOffer, type PolicySource } from '../policy';
import type { SharedClock } from '../tracking/SharedClock';
import type { WritableRepositories } from './WritableRepositories';

export interface RepositoryOffersOptions {
  writableRepositories: WritableRepositories;
  policy: PolicySource;
  clock: Pick<SharedClock, 'now'>;
}

/**
 * The repositories in which a person may start tasks: those that the admins
 * allow and that the person can write to on GitHub.
 */
export class RepositoryOffers {
  readonly #options: RepositoryOffersOptions;

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
    const repositories = await this.#options.writableRepositories.list(
      gitHubToken,
    );
    const policy = await this.#options.policy.get();
    const offerOf = repositoryOffer(
      policy,
      ownershipEntityRefs,
      new Date(this.#options.clock.now()),
    );
    return repositories
      .filter(({ fullName }) => fullName.toLowerCase().includes(query))
      .flatMap(({ fullName: repository }) => {
        const offer = offerOf(repository);
        return offer ? [{ repository, ...offer }] : [];
      });
  }
}
