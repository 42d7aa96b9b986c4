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

import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import {
  GITHUB_PROJECT_SLUG_ANNOTATION,
  repositorySchema,
} from 'backstage-plugin-agent-tasks-common';

/** The repository of an entity, `owner/name`, if its annotation names one. */
export function repositoryOf(entity: Entity): string | undefined {
  const slug =
    entity.metadata.annotations?.[GITHUB_PROJECT_SLUG_ANNOTATION]?.trim();
  return repositorySchema.safeParse(slug).success ? slug : undefined;
}

/** Which tasks belong to the entity on screen, and how to name it. */
export function useEntityScope(): {
  repository?: string;
  entityRef: string;
  name: string;
} {
  const { entity } = useEntity();
  return {
    repository: repositoryOf(entity),
    entityRef: stringifyEntityRef(entity),
    name: entity.metadata.title ?? entity.metadata.name,
  };
}
