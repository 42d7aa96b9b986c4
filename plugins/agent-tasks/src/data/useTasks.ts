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
import type { ListTasksResponse } from 'backstage-plugin-agent-tasks-common';
import { agentTasksApiRef } from '../api';
import { presentState } from '../presentation/presentState';
import {
  mergeTaskLists,
  sourcesOf,
  type MergedTasks,
  type TaskScope,
  type TaskSource,
} from './mergeTaskLists';
import { queryKeys } from './queryKeys';
import { refetchInterval } from './refetchInterval';
import { useSignalsAvailable } from './useSignalsAvailable';

const PAGE_SIZE = 20;

/** The answers to one page of each question that a list is made of. */
type TaskPage = { sources: TaskSource[]; answers: ListTasksResponse[] };

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

/** Follows a list of tasks, page by page. */
export function useTasks(scope: TaskScope): TasksOnScreen {
  const api = useApi(agentTasksApiRef);
  const signalsAvailable = useSignalsAvailable();

  const query = useInfiniteQuery({
    queryKey: queryKeys.list(scope),
    queryFn: async ({ pageParam, signal }): Promise<TaskPage> => {
      const sources = sourcesOf(scope);
      const answers = sources.map(async ({ query: question }, index) => {
        const { cursor, ended } = pageParam[index] ?? {};
        return ended
          ? { items: [] }
          : api.listTasks(
              { ...question, limit: PAGE_SIZE, cursor },
              { signal },
            );
      });
      return { sources, answers: await Promise.all(answers) };
    },
    initialPageParam: [] as Cursors,
    getNextPageParam: cursorsAfter,
    // Another filter of the same place: its tasks stay until the answer is there.
    placeholderData: (previous, previousQuery) =>
      isSamePlace(previousQuery?.queryKey[2], scope) ? previous : undefined,
    refetchInterval: ({ state }) =>
      refetchInterval({
        hasUnfinished: hasUnfinished(state.data?.pages),
        signalsAvailable,
        error: state.error,
      }),
  });

  return {
    ...mergePages(query.data?.pages, scope),
    isLoading: query.isPending,
    error: query.error ?? undefined,
    knownAt: query.dataUpdatedAt,
    isLoadingMore: query.isFetchingNextPage,
    loadMore: () => query.fetchNextPage(),
    refresh: () => query.refetch(),
  };
}

function cursorsAfter({ sources, answers }: TaskPage): Cursors | undefined {
  const cursors = answers.map(({ nextCursor: cursor }, index) => ({
    cursor,
    ended: !cursor || sources[index].newestOnly,
  }));
  return cursors.every(({ ended }) => ended) ? undefined : cursors;
}

function mergePages(pages: TaskPage[] = [], { group }: TaskScope): MergedTasks {
  const sources = pages[0]?.sources ?? [];
  return mergeTaskLists(
    sources,
    sources.map((_, index) => pages.map(({ answers }) => answers[index])),
    group,
  );
}

function hasUnfinished(pages: TaskPage[] = []): boolean {
  return pages.some(({ answers }) =>
    answers.some(({ items }) =>
      items.some(task => presentState(task).unfinished),
    ),
  );
}

function isSamePlace(a: TaskScope | undefined, b: TaskScope): boolean {
  return (
    a !== undefined &&
    a.repository === b.repository &&
    a.entityRef === b.entityRef &&
    a.requestedBy === b.requestedBy
  );
}
