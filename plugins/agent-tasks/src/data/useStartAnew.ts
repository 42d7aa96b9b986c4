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

import { alertApiRef, useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Task } from 'backstage-plugin-agent-tasks-common';
import { agentTasksApiRef } from '../api';
import { repeatOf } from '../presentation/repeatOf';
import { agentTasksTranslationRef } from '../translation';
import { queryKeys } from './queryKeys';
import { useShowTask } from './useShowTask';

/**
 * Takes a person's word that a lost task never started, and starts the same
 * once more; resolves with the task that runs now. That is the lost one itself
 * if it turns up at the last look. However often it is called for a task, by
 * double clicks, repeats or other tabs, one new task comes of it: the key is
 * made of the old task's id.
 */
export function useStartAnew(): {
  startAnew: (task: Task) => Promise<Task>;
  isStarting: boolean;
  error?: unknown;
  forgetError: () => void;
} {
  const api = useApi(agentTasksApiRef);
  const alertApi = useApi(alertApiRef);
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const showTask = useShowTask();
  const queryClient = useQueryClient();

  const { mutateAsync, isPending, error, reset } = useMutation({
    mutationFn: async (lost: Task): Promise<Task> => {
      const settled = await api.abandonTask(lost.id);
      showTask(settled);
      if (settled.dispatch.status === 'accepted') {
        alertApi.post({
          message: t('anew.startedAfterAll'),
          severity: 'info',
          display: 'transient',
        });
        return settled;
      }
      const { task } = await api.startTask(repeatOf(lost), {
        idempotencyKey: `anew-${lost.id}`,
      });
      return task;
    },
    onSettled: () => {
      queryClient.invalidateQueries({ queryKey: queryKeys.lists });
    },
  });
  return {
    startAnew: mutateAsync,
    isStarting: isPending,
    error: error ?? undefined,
    forgetError: reset,
  };
}
