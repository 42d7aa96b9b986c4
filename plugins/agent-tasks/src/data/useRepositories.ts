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

import { useApi } from '@backstage/core-plugin-api';
import { useQuery } from '@tanstack/react-query';
import type { ListRepositoriesResponse } from 'backstage-plugin-agent-tasks-common';
import { agentTasksApiRef } from '../api';
import { queryKeys } from './queryKeys';

/** A repository in which the viewer may start tasks. */
export type AllowedRepository = ListRepositoriesResponse['items'][number];

// Rules and rights change rarely; within this time a dialog opens without asking.
const FRESH_MS = 60_000;

/** The repositories in which the viewer may start tasks; asked only while `enabled`. */
export function useRepositories(options: { enabled?: boolean } = {}): {
  repositories?: AllowedRepository[];
  error?: unknown;
  refresh: () => void;
} {
  const api = useApi(agentTasksApiRef);
  const query = useQuery({
    queryKey: queryKeys.repositories,
    queryFn: ({ signal }) => api.listRepositories({}, { signal }),
    staleTime: FRESH_MS,
    enabled: options.enabled ?? true,
  });
  return {
    repositories: query.data?.items,
    error: query.error ?? undefined,
    refresh: () => query.refetch(),
  };
}
