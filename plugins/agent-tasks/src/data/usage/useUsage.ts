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
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type {
  UsageGrouping,
  UsageReport,
} from 'backstage-plugin-agent-tasks-common';
import { agentTasksApiRef } from '../../api';
import type { UsageDays } from '../../presentation/usage/usagePeriod';

// Usage changes when a session ends, and is looked at to see weeks.
const FRESH_MS = 60_000;

/** A report on screen. */
export type UsageOnScreen = {
  /** The report before stays until the one asked for is there: it says itself what it is of. */
  report?: UsageReport;
  error?: unknown;
  /** Whether `report` is still that of the view before. */
  isOutdated: boolean;
  refresh: () => void;
};

/** What tasks have cost; asked once days are given. */
export function useUsage(
  days: UsageDays | undefined,
  groupBy: UsageGrouping,
): UsageOnScreen {
  const api = useApi(agentTasksApiRef);
  const query = useQuery({
    queryKey: ['agent-tasks', 'usage', days, groupBy],
    queryFn: ({ signal }) => api.getUsage({ ...days, groupBy }, { signal }),
    enabled: days !== undefined,
    staleTime: FRESH_MS,
    placeholderData: keepPreviousData,
  });
  return {
    report: query.data,
    error: query.error ?? undefined,
    isOutdated: query.isPlaceholderData || days === undefined,
    refresh: () => query.refetch(),
  };
}
