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

/** What {@link RepositoryVisibility} asks. */
export interface RepositoryVisibilityOptions {
  client: Pick<GitHubClient, 'findShownRepositories'>;
}

/**
 * Which repositories GitHub shows to a person: asked with that person's own
 * token, a hundred in one call, remembered per account and repository for five
 * minutes (thirty seconds for a no or a refusal that is about repositories). Any
 * other refusal is thrown, and nothing is shown on suspicion.
 */
export class RepositoryVisibility {
  readonly #client: Pick<GitHubClient, 'findShownRepositories'>;
  /** Those that are being asked about as well, so that nobody asks twice. */
  readonly #answers = new LRUCache<string, Promise<boolean>>({
    max: MAX_REMEMBERED,
    ttl: VISIBLE_TTL_MS,
  });

  private constructor(client: Pick<GitHubClient, 'findShownRepositories'>) {
    this.#client = client;
  }

  static create(options: RepositoryVisibilityOptions): RepositoryVisibility {
    return new RepositoryVisibility(options.client);
  }

  /** Whether {@link RepositoryVisibility.areVisible} would answer without asking GitHub. */
  isKnown(viewer: GitHubViewer, repository: string): boolean {
    return this.#answers.has(keyOf(viewer, repository));
  }

  async isVisible(viewer: GitHubViewer, repository: string): Promise<boolean> {
    const answers = await this.areVisible(viewer, [repository]);
    return answers.get(toRepositoryKey(repository))!;
  }

  /** By repository, in lower case. */
  async areVisible(
    viewer: GitHubViewer,
    repositories: string[],
  ): Promise<Map<string, boolean>> {
    const all = [...new Set(repositories.map(toRepositoryKey))];
    // Before any is waited for: what is forgotten meanwhile is answered all the same.
    const known = new Map(
      all.map(repository => [
        repository,
        this.#answers.get(keyOf(viewer, repository)),
      ]),
    );
    const unknown = all.filter(repository => !known.get(repository));
    const asked = unknown.length > 0 ? this.#ask(viewer, unknown) : undefined;
    return new Map(
      await Promise.all(
        all.map(
          async repository =>
            [
              repository,
              await (known.get(repository) ?? asked!.get(repository)!),
            ] as const,
        ),
      ),
    );
  }

  #ask(
    viewer: GitHubViewer,
    repositories: string[],
  ): Map<string, Promise<boolean>> {
    const shown = this.#findShown(viewer, repositories);
    return new Map(
      repositories.map(repository => {
        const key = keyOf(viewer, repository);
        const answer = shown.then(found => found.has(repository));
        this.#answers.set(key, answer);
        answer.then(
          isVisible => {
            if (!isVisible) {
              this.#answers.set(key, answer, { ttl: HIDDEN_TTL_MS });
            }
          },
          () => this.#answers.delete(key),
        );
        return [repository, answer];
      }),
    );
  }

  async #findShown(
    { token }: GitHubViewer,
    repositories: string[],
  ): Promise<Set<string>> {
    try {
      return await this.#client.findShownRepositories(token, repositories);
    } catch (error) {
      if (isHiddenBy(error)) return new Set();
      throw error;
    }
  }
}

/**
 * Whether a refusal is about what was asked for (single sign-on, a block, a
 * permission) and not about the token: it hides that and tells nothing about
 * anything else.
 */
export function isHiddenBy(error: unknown): boolean {
  return isAgentTasksError(error) && !concernsToken(error);
}

function keyOf(viewer: GitHubViewer, repository: string): string {
  return `${viewer.githubUserId}\n${toRepositoryKey(repository)}`;
}
