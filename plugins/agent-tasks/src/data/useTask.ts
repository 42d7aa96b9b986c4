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
import type { TaskDetail } from 'backstage-plugin-agent-tasks-common';
import { agentTasksApiRef } from '../api';
import { presentState } from '../presentation/presentState';
import { queryKeys } from './queryKeys';
import { refetchInterval } from './refetchInterval';
import { useSignalsAvailable } from './useSignalsAvailable';

/** A task on screen; what is known stays while asking again, and on errors. */
export type TaskOnScreen = {
  task?: TaskDetail;
  error?: unknown;
  /** When it was last answered, milliseconds since 1970; 0: never. */
  knownAt: number;
  refresh: () => void;
};

/** Follows one task with its transitions and sessions. */
export function useTask(id: string): TaskOnScreen {
  const api = useApi(agentTasksApiRef);
  const signalsAvailable = useSignalsAvailable();
  const query = useQuery({
    queryKey: queryKeys.task(id),
    queryFn: ({ signal }) => api.getTask(id, { signal }),
    refetchInterval: ({ state }) =>
      refetchInterval({
        hasUnfinished: !state.data || presentState(state.data).unfinished,
        signalsAvailable,
        error: state.error,
      }),
  });
  return {
    task: query.data,
    error: query.error ?? undefined,
    knownAt: query.dataUpdatedAt,
    refresh: () => query.refetch(),
  };
}
