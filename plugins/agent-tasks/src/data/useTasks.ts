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
import {
  keepPreviousData,
  useInfiniteQuery,
  type InfiniteData,
} from '@tanstack/react-query';
import type {
  ListTasksResponse,
  Task,
} from 'backstage-plugin-agent-tasks-common';
import { useMemo } from 'react';
import { agentTasksApiRef } from '../api';
import { presentState } from '../presentation/presentState';
import {
  mergeTaskLists,
  sourcesOf,
  type MergedTasks,
  type TaskScope,
} from './mergeTaskLists';
import { queryKeys } from './queryKeys';
import { refetchInterval } from './refetchInterval';
import { useSignalsAvailable } from './useSignalsAvailable';

/** Per source of a list: its next page's cursor, or that there is none. */
type Cursors = { cursor?: string; ended?: boolean }[];

/** A list of tasks on screen. What is known stays while asking again, and on errors. */
export type TasksOnScreen = MergedTasks & {
  /** Nothing is known yet. */
  isLoading: boolean;
  error?: unknown;
  /** When the list was last answered, milliseconds since 1970; 0: never. */
  knownAt: number;
  isLoadingMore: boolean;
  loadMore: () => void;
  refresh: () => void;
};

const NOTHING: MergedTasks = { tasks: [], hasMore: false };

/** Follows a list of tasks, `limit` per page and source. */
export function useTasks(
  scope: TaskScope,
  options: { limit?: number } = {},
): TasksOnScreen {
  const api = useApi(agentTasksApiRef);
  const signalsAvailable = useSignalsAvailable();
  const { repository, entityRef, requestedBy, group } = scope;
  const limit = options.limit ?? 20;
  const sources = useMemo(
    () => sourcesOf({ repository, entityRef, requestedBy, group }),
    [repository, entityRef, requestedBy, group],
  );
  const merge = (data: InfiniteData<ListTasksResponse[]>) =>
    mergeTaskLists(
      sources,
      sources.map((_, index) => data.pages.map(page => page[index])),
      group,
    );

  const query = useInfiniteQuery({
    queryKey: queryKeys.list(scope, limit),
    queryFn: ({ pageParam, signal }) =>
      Promise.all(
        sources.map(async (source, index): Promise<ListTasksResponse> => {
          const { cursor, ended } = pageParam[index] ?? {};
          if (ended) return { items: [] };
          return api.listTasks({ ...source.query, limit, cursor }, { signal });
        }),
      ),
    initialPageParam: [] as Cursors,
    getNextPageParam: page => {
      const cursors = page.map(({ nextCursor: cursor }, index) => ({
        cursor,
        ended: !cursor || sources[index].newestOnly,
      }));
      return cursors.every(({ ended }) => ended) ? undefined : cursors;
    },
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      refetchInterval({
        hasUnfinished: hasUnfinished(
          state.data?.pages.flat().flatMap(({ items }) => items),
        ),
        signalsAvailable,
        error: state.error,
      }),
  });

  return {
    ...(query.data ? merge(query.data) : NOTHING),
    isLoading: query.isPending,
    error: query.error ?? undefined,
    knownAt: query.dataUpdatedAt,
    isLoadingMore: query.isFetchingNextPage,
    loadMore: () => query.fetchNextPage(),
    refresh: () => query.refetch(),
  };
}

function hasUnfinished(tasks: Task[] = []): boolean {
  return tasks.some(task => presentState(task).unfinished);
}
