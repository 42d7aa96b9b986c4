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
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type {
  StartTaskRequest,
  StartTaskResult,
} from 'backstage-plugin-agent-tasks-common';
import { agentTasksApiRef, type AgentTasksApi } from '../api';
import { queryKeys } from './queryKeys';

// Per app: the key of each request that has not succeeded yet. It outlives the
// dialog, as an answer may be lost, the dialog closed, and the same asked again.
const keys = new WeakMap<AgentTasksApi, Map<string, string>>();

/**
 * Starts tasks, each at most once: the same request has the same
 * `Idempotency-Key` until it has succeeded, so that a double click, or a repeat
 * after a lost answer, gives the task that was started already.
 */
export function useStartTask(): {
  start: (request: StartTaskRequest) => Promise<StartTaskResult>;
  isStarting: boolean;
  error?: unknown;
  /** Forgets an error that no longer concerns what is on screen. */
  forgetError: () => void;
} {
  const api = useApi(agentTasksApiRef);
  const queryClient = useQueryClient();

  const mutation = useMutation({
    mutationFn: (request: StartTaskRequest) =>
      api.startTask(request, { idempotencyKey: keyOf(api, request) }),
    onSuccess: (_, request) => {
      keys.get(api)?.delete(JSON.stringify(request));
    },
    // A refused task stays in the lists as refused.
    onSettled: () => {
      queryClient.invalidateQueries({ queryKey: queryKeys.lists });
    },
  });

  return {
    start: mutation.mutateAsync,
    isStarting: mutation.isPending,
    error: mutation.error ?? undefined,
    forgetError: mutation.reset,
  };
}

function keyOf(api: AgentTasksApi, request: StartTaskRequest): string {
  const known = keys.get(api) ?? new Map<string, string>();
  keys.set(api, known);
  const content = JSON.stringify(request);
  const key = known.get(content) ?? randomKey();
  known.set(content, key);
  return key;
}

// crypto.randomUUID exists on secure origins only; a portal may be on plain http.
function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
}
