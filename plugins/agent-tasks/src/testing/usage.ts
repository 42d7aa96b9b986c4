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

import type { UsageReport } from 'backstage-plugin-agent-tasks-common';

/** Nothing was used, apart from the given changes. */
export function aUsageSum(
  changes: Partial<UsageReport['total']> = {},
): UsageReport['total'] {
  return {
    tasks: 0,
    aiCreditsNano: '0',
    premiumRequests: 0,
    unknownTasks: 0,
    ...changes,
  };
}

/** A report of nothing, apart from the given changes. */
export function aUsageReport(changes: Partial<UsageReport> = {}): UsageReport {
  return {
    from: '2026-08-31',
    to: '2026-11-22',
    groupBy: 'requestedBy',
    total: aUsageSum(),
    items: [],
    weeks: [],
    ...changes,
  };
}
