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

import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApiHolder } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { adminKeys } from './adminKeys';
import { useDebounced } from './useDebounced';

/** A user or group that the catalog offers. */
export type Subject = { ref: string; name?: string };

const MOST = 20;
const FRESH_MS = 60_000;

/**
 * The users and groups of the catalog that fit what is typed. A catalog that
 * does not answer, or is not there, offers none: every field takes an entity
 * ref as well.
 */
export function useSubjects(
  typed: string,
  options: { kinds: ('user' | 'group')[]; enabled: boolean },
): Subject[] {
  const catalogApi = useApiHolder().get(catalogApiRef);
  const { kinds, enabled } = options;
  // Of a ref, the catalog searches for its last part.
  const term = useDebounced(typed.trim().replace(/^.*[:/]/, ''));
  const { data } = useQuery({
    queryKey: adminKeys.subjects(kinds, term),
    queryFn: async (): Promise<Subject[]> => {
      const { items } = await catalogApi!.queryEntities({
        filter: { kind: kinds },
        fullTextFilter: {
          term,
          fields: [
            'metadata.name',
            'metadata.title',
            'spec.profile.displayname',
          ],
        },
        fields: [
          'kind',
          'metadata.namespace',
          'metadata.name',
          'metadata.title',
          'spec.profile',
        ],
        orderFields: [{ field: 'metadata.name', order: 'asc' }],
        limit: MOST,
      });
      return items.map(entity => ({
        ref: stringifyEntityRef(entity),
        name:
          (entity.spec?.profile as { displayName?: string } | undefined)
            ?.displayName ?? entity.metadata.title,
      }));
    },
    staleTime: FRESH_MS,
    retry: false,
    enabled: enabled && catalogApi !== undefined,
    placeholderData: keepPreviousData,
  });
  return data ?? [];
}
