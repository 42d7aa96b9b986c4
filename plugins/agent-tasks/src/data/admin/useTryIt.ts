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
import { useMutation } from '@tanstack/react-query';
import type {
  PolicyDecision,
  PolicyDecisionRequest,
} from 'backstage-plugin-agent-tasks-common';
import { useCallback } from 'react';
import { agentTasksApiRef } from '../../api';

/** Asks the portal how it would decide; nothing is started. */
export function useTryIt(): {
  ask: (request: PolicyDecisionRequest) => void;
  isAsking: boolean;
  decision?: PolicyDecision;
  error?: unknown;
  /** Forgets an answer to another question than the one on screen. */
  forget: () => void;
} {
  const api = useApi(agentTasksApiRef);
  const { mutate, reset, isPending, data, error } = useMutation({
    mutationFn: (request: PolicyDecisionRequest) => api.tryPolicy(request),
  });
  return {
    ask: useCallback(request => mutate(request), [mutate]),
    isAsking: isPending,
    decision: data,
    error: error ?? undefined,
    forget: reset,
  };
}
