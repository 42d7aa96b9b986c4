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
import { agentTasksApiRef } from '../../api';
import { adminKeys } from './adminKeys';

/** The rules as YAML for app-config, as they are at the moment. */
export function useExport(options: { enabled: boolean }): {
  yaml?: string;
  error?: unknown;
  retry: () => void;
} {
  const api = useApi(agentTasksApiRef);
  const { data, error, refetch } = useQuery({
    // Below the policy, so that every change of a rule makes it stale as well.
    queryKey: [...adminKeys.policy, 'export'],
    queryFn: () => api.exportPolicy(),
    staleTime: 0,
    gcTime: 0,
    enabled: options.enabled,
  });
  return {
    yaml: data,
    error: error ?? undefined,
    retry: () => refetch(),
  };
}
