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

import { parseEntityRef } from '@backstage/catalog-model';
import { useApiHolder } from '@backstage/core-plugin-api';
import { entityPresentationApiRef } from '@backstage/plugin-catalog-react';
import { useQuery } from '@tanstack/react-query';

const FRESH_MS = 60_000;

/** The names of people and groups where a link cannot stand, such as in a chart. */
export function useEntityTitles(
  entityRefs: string[],
): (entityRef: string) => string {
  const presentationApi = useApiHolder().get(entityPresentationApiRef);
  const { data } = useQuery({
    queryKey: ['agent-tasks-entity-titles', entityRefs],
    queryFn: async () => {
      const titles = await Promise.all(
        entityRefs.map(async entityRef => {
          const { promise } = presentationApi!.forEntity(entityRef);
          return [entityRef, (await promise).primaryTitle] as const;
        }),
      );
      return new Map(titles);
    },
    enabled: presentationApi !== undefined && entityRefs.length > 0,
    // Not for ever: while the catalog does not answer, names are those of the refs.
    staleTime: FRESH_MS,
    refetchInterval: FRESH_MS,
    // A name that cannot be found is no reason to show nothing.
    retry: false,
  });
  return entityRef => data?.get(entityRef) ?? nameOf(entityRef);
}

function nameOf(entityRef: string): string {
  try {
    return parseEntityRef(entityRef).name;
  } catch {
    return entityRef;
  }
}
