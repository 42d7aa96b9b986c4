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
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Grant } from 'backstage-plugin-agent-tasks-common';
import { agentTasksApiRef } from '../api';
import { queryKeys } from './queryKeys';

// It changes by the viewer's own doing only, or over months.
const FRESH_MS = 60_000;

/** Whether the viewer has connected the portal with GitHub; asked where it is needed, once for all. */
export function useGrant(): {
  grant?: Grant;
  error?: unknown;
  refresh: () => void;
} {
  const api = useApi(agentTasksApiRef);
  const { data, error, refetch } = useQuery({
    queryKey: queryKeys.grant,
    queryFn: ({ signal }) => api.getGrant({ signal }),
    staleTime: FRESH_MS,
  });
  return { grant: data, error: error ?? undefined, refresh: () => refetch() };
}

/** Takes the viewer's grant back. */
export function useRevokeGrant(): {
  revoke: () => Promise<Grant>;
  isRevoking: boolean;
  error?: unknown;
  forgetError: () => void;
} {
  const api = useApi(agentTasksApiRef);
  const queryClient = useQueryClient();
  const { mutateAsync, isPending, error, reset } = useMutation({
    mutationFn: () => api.revokeGrant(),
    onSuccess: grant => queryClient.setQueryData(queryKeys.grant, grant),
  });
  return {
    revoke: mutateAsync,
    isRevoking: isPending,
    error: error ?? undefined,
    forgetError: reset,
  };
}
