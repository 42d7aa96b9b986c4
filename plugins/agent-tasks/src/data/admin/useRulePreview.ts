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
import type { RulePreview } from 'backstage-plugin-agent-tasks-common';
import { agentTasksApiRef } from '../../api';
import { adminKeys } from './adminKeys';
import { createQueue } from './createQueue';

// Catalogs and rights change slowly, and GitHub is asked for each answer.
const FRESH_MS = 5 * 60_000;
// A page with a hundred rules must not ask a hundred questions at once.
const inTurn = createQueue(2);

/** What a glob matches; asked once for all that show it, and kept for minutes. */
export function useRulePreview(
  match: string,
  options: { enabled?: boolean } = {},
): {
  preview?: RulePreview;
  error?: unknown;
  retry: () => void;
} {
  const api = useApi(agentTasksApiRef);
  const { data, error, refetch } = useQuery({
    queryKey: adminKeys.preview(match),
    queryFn: ({ signal }) =>
      inTurn(() => api.previewRule({ match }, { signal }), signal),
    staleTime: FRESH_MS,
    gcTime: FRESH_MS,
    enabled: options.enabled ?? true,
  });
  return {
    preview: data,
    error: error ?? undefined,
    retry: () => refetch(),
  };
}
