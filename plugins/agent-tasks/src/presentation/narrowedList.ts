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

import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import {
  repositorySchema,
  type ListTasksQuery,
} from 'backstage-plugin-agent-tasks-common';

/** What the address of the list of tasks narrows it to. */
export type NarrowedList = Pick<ListTasksQuery, 'repository' | 'requestedBy'>;

/**
 * The list of tasks, narrowed to a repository or to whom asked; `undefined` for
 * what the list cannot be narrowed to.
 */
export function narrowedListPath(
  listPath: string,
  to: Record<string, string>,
): string | undefined {
  const { repository, requestedBy } = to;
  const params = new URLSearchParams();
  if (repository) params.set('repository', repository);
  if (requestedBy) params.set('requestedBy', requestedBy);
  return params.toString() ? `${listPath}?${params}` : undefined;
}

/** Reads what an address narrows the list to; what makes no sense is left out. */
export function readNarrowedList(params: URLSearchParams): NarrowedList {
  const repository = repositorySchema.safeParse(params.get('repository'));
  return {
    repository: repository.data,
    requestedBy: entityRefOf(params.get('requestedBy')),
  };
}

function entityRefOf(text: string | null): string | undefined {
  if (!text) return undefined;
  try {
    return stringifyEntityRef(parseEntityRef(text));
  } catch {
    return undefined;
  }
}
