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
import { useMutation } from '@tanstack/react-query';
import type { Task } from 'backstage-plugin-agent-tasks-common';
import { agentTasksApiRef } from '../api';
import { agentTasksTranslationRef } from '../translation';
import { useShowTask } from './useShowTask';

/** A look on GitHub that a person asks for. */
export type TaskCheck = {
  check: () => void;
  isChecking: boolean;
  /** When the last one was answered, ISO 8601. */
  checkedAt?: string;
  error?: unknown;
};

/** Has GitHub asked about a task now; says so when a lost one is found. */
export function useCheckTask(task: Task): TaskCheck {
  const api = useApi(agentTasksApiRef);
  const alertApi = useApi(alertApiRef);
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const showTask = useShowTask();
  const { mutate, isPending, data, error } = useMutation({
    mutationFn: async () => ({
      detail: await api.checkTask(task.id),
      checkedAt: new Date().toISOString(),
    }),
    onSuccess: ({ detail }) => {
      showTask(detail);
      if (
        task.dispatch.status === 'unknown' &&
        detail.dispatch.status === 'accepted'
      ) {
        alertApi.post({
          message: t('check.found', { title: detail.title }),
          severity: 'success',
          display: 'transient',
        });
      }
    },
  });
  return {
    check: mutate,
    isChecking: isPending,
    checkedAt: data?.checkedAt,
    error: error ?? undefined,
  };
}
