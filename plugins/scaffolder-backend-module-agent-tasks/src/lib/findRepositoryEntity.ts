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

import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  GITHUB_PROJECT_SLUG_ANNOTATION,
  splitRepository,
} from 'backstage-plugin-agent-tasks-common';

/**
 * The entity on whose page tasks of a repository are shown, as far as the user
 * may see one in the catalog.
 */
export async function findRepositoryEntity(
  catalog: CatalogService,
  repository: string,
  options: { credentials: BackstageCredentials },
): Promise<string | undefined> {
  const { items } = await catalog.getEntities(
    {
      filter: {
        [`metadata.annotations.${GITHUB_PROJECT_SLUG_ANNOTATION}`]: repository,
      },
      fields: ['kind', 'metadata.namespace', 'metadata.name'],
    },
    options,
  );
  return chooseEntity(items, repository);
}

/**
 * Of several entities with one repository, as a monorepo has them: the one that
 * bears the repository's name, else the first by its ref, so that the choice is
 * always the same.
 */
export function chooseEntity(
  entities: Entity[],
  repository: string,
): string | undefined {
  const name = splitRepository(repository).repo.toLowerCase();
  const namesake = entities.filter(
    entity => entity.metadata.name.toLowerCase() === name,
  );
  return (namesake.length > 0 ? namesake : entities)
    .map(entity => stringifyEntityRef(entity))
    .sort()[0];
}
