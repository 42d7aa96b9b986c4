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

import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { Task } from 'backstage-plugin-agent-tasks-common';
import { formatCredits } from '../presentation/formatCredits';
import { agentTasksTranslationRef } from '../translation';

/** Says what GitHub has reported as cost; `undefined` while it has reported none. */
export function useCost(): (usage: Task['usage']) => string | undefined {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  return usage => {
    const credits = formatCredits(usage?.aiCreditsNano);
    const requests = usage?.premiumRequests;
    const parts = [
      credits !== undefined && t('task.credits', { credits }),
      requests !== undefined && t('task.premiumRequests', { count: requests }),
    ];
    return parts.filter(Boolean).join(', ') || undefined;
  };
}
