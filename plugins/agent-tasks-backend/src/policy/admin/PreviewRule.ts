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

import type {
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { ServiceUnavailableError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  GITHUB_PROJECT_SLUG_ANNOTATION,
  isAgentTasksError,
  repositorySchema,
  type RulePreview,
} from 'backstage-plugin-agent-tasks-common';
import type { RepositoryOf } from '../../createRepositoryOf';
import type { WritableRepositories } from '../../tasks/WritableRepositories';
import { matchesRepository } from '../globs';

const SLUG = `metadata.annotations.${GITHUB_PROJECT_SLUG_ANNOTATION}`;
const ENTITIES_PER_PAGE = 500;
const MOST_SHOWN = 100;

export interface PreviewRuleOptions {
  catalog: CatalogService;
  repositoryOf: RepositoryOf;
  writableRepositories: Pick<WritableRepositories, 'list'>;
  logger: LoggerService;
}

type Item = RulePreview['items'][number];

/**
 * Which repositories a glob matches, of those that the catalog knows as far as
 * the admin may see it, and those that the admin can write to on GitHub. There
 * may be others: nobody lists all of GitHub.
 */
export class PreviewRule {
  readonly #options: PreviewRuleOptions;

  private constructor(options: PreviewRuleOptions) {
    this.#options = options;
  }

  static create(options: PreviewRuleOptions): PreviewRule {
    return new PreviewRule(options);
  }

  async preview(options: {
    match: string;
    credentials: BackstageCredentials;
    gitHubToken?: string;
  }): Promise<RulePreview> {
    const { match, credentials, gitHubToken } = options;
    const [own, slugs] = await Promise.all([
      this.#listOwn(gitHubToken),
      this.#listSlugs(match, credentials),
    ]);
    const items = new Map<string, Item>();
    const itemOf = (repository: string): Item => {
      const key = repository.toLowerCase();
      const item = items.get(key) ?? {
        repository,
        entityRefs: [],
        isYours: false,
      };
      items.set(key, item);
      return item;
    };
    // GitHub first: it knows how the name is written.
    for (const repository of own.repositories) {
      if (matchesRepository(match, repository)) {
        itemOf(repository).isYours = true;
      }
    }
    for (const { slug, entityRef } of slugs) {
      itemOf(slug).entityRefs.push(entityRef);
    }
    return {
      items: [...items]
        .sort(([left], [right]) => (left < right ? -1 : 1))
        .slice(0, MOST_SHOWN)
        .map(([, item]) => ({ ...item, entityRefs: item.entityRefs.sort() })),
      total: items.size,
      gitHub: own.gitHub,
    };
  }

  async #listOwn(
    token: string | undefined,
  ): Promise<Pick<RulePreview, 'gitHub'> & { repositories: string[] }> {
    if (!token) return { gitHub: 'sign_in_required', repositories: [] };
    try {
      const own = await this.#options.writableRepositories.list(token);
      return {
        gitHub: 'asked',
        repositories: own.map(({ fullName }) => fullName),
      };
    } catch (error) {
      // The catalog's part of the answer is worth having without GitHub's.
      if (!isAgentTasksError(error)) throw error;
      return {
        gitHub:
          error.code === 'github_sign_in_required'
            ? 'sign_in_required'
            : 'unavailable',
        repositories: [],
      };
    }
  }

  /** Of all entities with the annotation, those that match; page by page, so that memory stays small. */
  async #listSlugs(match: string, credentials: BackstageCredentials) {
    const { catalog, repositoryOf, logger } = this.#options;
    const found: { slug: string; entityRef: string }[] = [];
    try {
      const pages = catalog.streamEntities(
        {
          filter: { [SLUG]: CATALOG_FILTER_EXISTS },
          fields: [
            'kind',
            'metadata.namespace',
            'metadata.name',
            'metadata.annotations',
          ],
          pageSize: ENTITIES_PER_PAGE,
        },
        { credentials },
      );
      for await (const entities of pages) {
        for (const entity of entities) {
          const slug = repositoryOf(entity);
          // People write annotations, and not all of them are repositories.
          if (
            repositorySchema.safeParse(slug).success &&
            matchesRepository(match, slug!)
          ) {
            found.push({ slug: slug!, entityRef: stringifyEntityRef(entity) });
          }
        }
      }
    } catch (error) {
      logger.warn('The catalog could not be asked', error as Error);
      throw new ServiceUnavailableError(
        'The catalog could not be asked which repositories match. Try again in a minute.',
      );
    }
    return found;
  }
}
