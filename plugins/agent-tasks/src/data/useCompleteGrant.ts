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
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Grant } from 'backstage-plugin-agent-tasks-common';
import { agentTasksApiRef } from '../api';
import type { GrantAnswer } from '../presentation/grantAnswer';
import { queryKeys } from './queryKeys';

/**
 * Ends connecting with GitHub's answer, exactly once however often it is
 * drawn: GitHub's code is good for one use. It is a query because React may
 * mount a component twice, and a query of one key is asked once.
 */
export function useCompleteGrant(answer: GrantAnswer | undefined): {
  grant?: Grant;
  error?: unknown;
} {
  const api = useApi(agentTasksApiRef);
  const queryClient = useQueryClient();
  const consent = answer?.kind === 'consent' ? answer : undefined;
  const { data, error } = useQuery({
    // Outside of what a sign-in asks for again.
    queryKey: ['agent-tasks-connect', consent?.state],
    queryFn: async () => {
      const { code, state } = consent!;
      const grant = await api.completeGrant({ code, state });
      queryClient.setQueryData(queryKeys.grant, grant);
      queryClient.invalidateQueries({ queryKey: queryKeys.lists });
      return grant;
    },
    enabled: consent !== undefined,
    staleTime: Infinity,
    retry: false,
    retryOnMount: false,
    refetchOnMount: false,
    refetchOnReconnect: false,
    refetchOnWindowFocus: false,
  });
  return { grant: data, error: error ?? undefined };
}
