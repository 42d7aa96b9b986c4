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
import { concernsToken } from '../github/triage';
import type { GitHubClient } from '../github/types';
import { toRepositoryKey } from './database/rows';

const VISIBLE_TTL_MS = 5 * 60_000;
/** Shorter: someone who was just let in should not wait. */
const HIDDEN_TTL_MS = 30_000;
const MAX_REMEMBERED = 50_000;

/** Whose view it is: a token, and the account on GitHub it belongs to. */
export interface GitHubViewer {
  token: string;
  githubUserId: number;
}

/**
 * Whether GitHub shows a repository to a person: asked with that person's own
 * token, remembered per account and repository for five minutes (thirty seconds
 * for a no or a refusal that is about the repository). Any refusal is thrown, and
 * nothing is shown on suspicion.
 */
export class RepositoryVisibility {
  readonly #client: Pick<GitHubClient, 'getRepository'>;
  readonly #answers = new LRUCache<string, Promise<boolean>>({
    max: MAX_REMEMBERED,
    ttl: VISIBLE_TTL_MS,
  });

  private constructor(client: Pick<GitHubClient, 'getRepository'>) {
    this.#client = client;
  }

  static create(options: {
    client: Pick<GitHubClient, 'getRepository'>;
  }): RepositoryVisibility {
    return new RepositoryVisibility(options.client);
  }

  /** Whether {@link RepositoryVisibility.isVisible} would answer without asking GitHub. */
  isKnown(viewer: GitHubViewer, repository: string): boolean {
    return this.#answers.has(keyOf(viewer, repository));
  }

  isVisible(viewer: GitHubViewer, repository: string): Promise<boolean> {
    const key = keyOf(viewer, repository);
    const known = this.#answers.get(key);
    if (known) return known;
    const answer = this.#client
      .getRepository(viewer.token, repository)
      .then(found => found !== undefined);
    this.#answers.set(key, answer);
    answer.then(
      isVisible => {
        if (!isVisible) this.#answers.set(key, answer, { ttl: HIDDEN_TTL_MS });
      },
      error => {
        if (isHiddenBy(error)) {
          this.#answers.set(key, answer, { ttl: HIDDEN_TTL_MS });
        } else {
          this.#answers.delete(key);
        }
      },
    );
    return answer;
  }
}

/**
 * Whether a refusal is about the one repository (single sign-on, a block, a
 * permission): it hides that repository and tells nothing about others.
 */
export function isHiddenBy(error: unknown): boolean {
  return isAgentTasksError(error) && !concernsToken(error);
}

function keyOf(viewer: GitHubViewer, repository: string): string {
  return `${viewer.githubUserId}\n${toRepositoryKey(repository)}`;
}
