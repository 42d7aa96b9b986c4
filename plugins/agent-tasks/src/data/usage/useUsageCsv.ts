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
import type { UsageReport } from 'backstage-plugin-agent-tasks-common';
import { agentTasksApiRef } from '../../api';
import { saveFile } from '../saveFile';

// The portal sends it, and the browser takes it off when it reads the answer;
// without it Excel takes the file for one in the code page of its machine.
const BYTE_ORDER_MARK = '\uFEFF';

/** Saves what a report shows as CSV. */
export function useUsageCsv(): {
  download: (report: Pick<UsageReport, 'from' | 'to' | 'groupBy'>) => void;
  isDownloading: boolean;
  error?: unknown;
} {
  const api = useApi(agentTasksApiRef);
  const { mutate, isPending, error } = useMutation({
    mutationFn: async (
      report: Pick<UsageReport, 'from' | 'to' | 'groupBy'>,
    ) => {
      const { from, to, groupBy } = report;
      const content = await api.getUsageCsv({ from, to, groupBy });
      saveFile({
        name: `agent-tasks-usage-${groupBy}-${from}-${to}.csv`,
        type: 'text/csv',
        content: `${BYTE_ORDER_MARK}${content}`,
      });
    },
  });
  return {
    download: mutate,
    isDownloading: isPending,
    error: error ?? undefined,
  };
}
