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

import type { AuthService } from '@backstage/backend-plugin-api';
import {
  parseEntityRef,
  RELATION_OWNED_BY,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { ServiceUnavailableError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  GITHUB_PROJECT_SLUG_ANNOTATION,
  type Task,
} from 'backstage-plugin-agent-tasks-common';
import { LRUCache } from 'lru-cache';
import pLimit from 'p-limit';
import type { RepositoryOf } from '../createRepositoryOf';
import { toRepositoryKey } from './database/rows';

/** So long an answer of the catalog counts; a change of owners shows no later. */
const REMEMBERED_MS = 30_000;
const MOST_REMEMBERED = 5_000;
/** They travel in a URL. */
const CLAIMS_PER_QUERY = 50;
const QUERIES_AT_ONCE = 5;

/** What ties tasks to entities: entity refs and repositories, in lower case. */
export interface Ties {
  entityRefs: string[];
  repositories: string[];
}

export interface EntityTiesOptions {
  catalog: CatalogService;
  auth: AuthService;
  repositoryOf: RepositoryOf;
}

type EntityFilter = Record<string, string | string[]>;

/**
 * Which entities tasks are tied to, as the catalog knows it: a task to the
 * entity that it was started for, and to all whose annotation
 * `github.com/project-slug` names its repository, on the same GitHub. Asked in the name of the
 * plugin, so that whoever owns an entity owns it whatever they may see in the
 * catalog. Without an answer of the catalog nothing is decided: it throws.
 */
export class EntityTies {
  readonly #options: EntityTiesOptions;
  readonly #limit = pLimit(QUERIES_AT_ONCE);
  readonly #owned = new LRUCache<string, Ties>({
    max: MOST_REMEMBERED,
    ttl: REMEMBERED_MS,
    fetchMethod: claims => this.#findOwned(JSON.parse(claims)),
  });
  readonly #owners = new LRUCache<string, string[]>({
    max: MOST_REMEMBERED,
    ttl: REMEMBERED_MS,
    fetchMethod: tie => this.#findOwners(JSON.parse(tie)),
  });

  private constructor(options: EntityTiesOptions) {
    this.#options = options;
  }

  static create(options: EntityTiesOptions): EntityTies {
    return new EntityTies(options);
  }

  /** By what tasks are tied to an entity that one of these owns. */
  async ownedBy(claims: string[]): Promise<Ties> {
    const key = JSON.stringify([...new Set(claims)].sort());
    return (await this.#owned.fetch(key))!;
  }

  /** Who owns the entities that a task is tied to. */
  async ownersOf(
    task: Pick<Task, 'entityRef' | 'repository'>,
  ): Promise<string[]> {
    const key = JSON.stringify([
      toRepositoryKey(task.repository),
      task.entityRef,
    ]);
    return (await this.#owners.fetch(key))!;
  }

  async #findOwned(claims: string[]): Promise<Ties> {
    const chunks: string[][] = [];
    for (let start = 0; start < claims.length; start += CLAIMS_PER_QUERY) {
      chunks.push(claims.slice(start, start + CLAIMS_PER_QUERY));
    }
    const found = await Promise.all(
      chunks.map(chunk =>
        this.#find({ [`relations.${RELATION_OWNED_BY}`]: chunk }),
      ),
    );
    const entities = found.flat();
    return {
      entityRefs: unique(entities.map(entity => stringifyEntityRef(entity))),
      repositories: unique(entities.flatMap(this.#repositoryOf)),
    };
  }

  async #findOwners([repository, entityRef]: [string, string?]): Promise<
    string[]
  > {
    const filters: EntityFilter[] = [
      {
        [`metadata.annotations.${GITHUB_PROJECT_SLUG_ANNOTATION}`]: repository,
      },
    ];
    if (entityRef) {
      const { kind, namespace, name } = parseEntityRef(entityRef);
      filters.push({
        kind,
        'metadata.namespace': namespace,
        'metadata.name': name,
      });
    }
    const entities = await this.#find(filters);
    return unique(
      entities
        // The filter knows nothing of hosts.
        .filter(
          entity =>
            stringifyEntityRef(entity) === entityRef ||
            this.#repositoryOf(entity).includes(repository),
        )
        .flatMap(({ relations = [] }) => relations)
        .filter(({ type }) => type === RELATION_OWNED_BY)
        .map(({ targetRef }) => targetRef.toLowerCase()),
    );
  }

  /** None or one. */
  readonly #repositoryOf = (entity: Entity): string[] => {
    const repository = this.#options.repositoryOf(entity);
    return repository ? [toRepositoryKey(repository)] : [];
  };

  #find(filter: EntityFilter | EntityFilter[]): Promise<Entity[]> {
    return this.#limit(async () => {
      const { catalog, auth } = this.#options;
      const entities: Entity[] = [];
      try {
        const pages = catalog.streamEntities(
          {
            filter,
            fields: [
              'kind',
              'metadata.namespace',
              'metadata.name',
              'metadata.annotations',
              'relations',
            ],
          },
          { credentials: await auth.getOwnServiceCredentials() },
        );
        for await (const page of pages) entities.push(...page);
      } catch (error) {
        throw new ServiceUnavailableError(
          'The catalog could not be asked who owns the entities of tasks, which decides who may see them. Try again in a moment; if it goes on, tell a platform admin.',
          error,
        );
      }
      return entities;
    });
  }
}

function unique(values: string[]): string[] {
  return [...new Set(values)];
}
