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

import { useQueryClient } from '@tanstack/react-query';
import type { TaskDetail } from 'backstage-plugin-agent-tasks-common';
import { useCallback } from 'react';
import { queryKeys } from './queryKeys';

/** Puts a task that the portal has just answered on screen, wherever it is shown. */
export function useShowTask(): (task: TaskDetail) => void {
  const queryClient = useQueryClient();
  return useCallback(
    task => {
      queryClient.setQueryData(queryKeys.task(task.id), task);
      queryClient.invalidateQueries({ queryKey: queryKeys.lists });
    },
    [queryClient],
  );
}
