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
import { useInfiniteQuery } from '@tanstack/react-query';
import type { PolicyChange } from 'backstage-plugin-agent-tasks-common';
import { agentTasksApiRef } from '../../api';
import { adminKeys } from './adminKeys';

const PAGE_SIZE = 20;

/** Every change of the rules, or of one, page by page, the newest first. */
export function usePolicyChanges(ruleId?: string): {
  changes?: PolicyChange[];
  error?: unknown;
  knownAt: number;
  hasMore: boolean;
  isLoadingMore: boolean;
  loadMore: () => void;
  refresh: () => void;
} {
  const api = useApi(agentTasksApiRef);
  const query = useInfiniteQuery({
    queryKey: adminKeys.history(ruleId),
    queryFn: ({ pageParam, signal }) =>
      api.listPolicyChanges(
        { ruleId, limit: PAGE_SIZE, cursor: pageParam },
        { signal },
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: page => page.nextCursor,
  });
  return {
    changes: query.data?.pages.flatMap(page => page.items),
    error: query.error ?? undefined,
    knownAt: query.dataUpdatedAt,
    hasMore: query.hasNextPage,
    isLoadingMore: query.isFetchingNextPage,
    loadMore: () => query.fetchNextPage(),
    refresh: () => query.refetch(),
  };
}
