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
import type { Policy } from 'backstage-plugin-agent-tasks-common';
import { agentTasksApiRef } from '../../api';
import { adminKeys } from './adminKeys';

// Other admins, and app-config, change it too; nobody should decide by an old page.
const REFETCH_MS = 30_000;

/** The policy on screen. What is known stays while asking again, and on errors. */
export type PolicyOnScreen = {
  policy?: Policy;
  error?: unknown;
  /** When it was last answered, milliseconds since 1970; 0: never. */
  knownAt: number;
  /** Asks again; resolves with what holds now. */
  refresh: () => Promise<Policy | undefined>;
};

/** Follows the rules and limits. */
export function usePolicy(): PolicyOnScreen {
  const api = useApi(agentTasksApiRef);
  const { data, error, dataUpdatedAt, refetch } = useQuery({
    queryKey: adminKeys.policy,
    queryFn: ({ signal }) => api.getPolicy({ signal }),
    refetchInterval: REFETCH_MS,
  });
  return {
    policy: data,
    error: error ?? undefined,
    knownAt: dataUpdatedAt,
    refresh: async () => (await refetch({ cancelRefetch: true })).data,
  };
}
