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
import type { UsageReport } from 'backstage-plugin-agent-tasks-common';
import { useEntityTitles } from '../../data/usage';
import { agentTasksTranslationRef } from '../../translation';

/** What the keys of a report are called. */
export function useKeyNames(
  report: UsageReport | undefined,
): (key: string | undefined) => string {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const groupBy = report?.groupBy ?? 'requestedBy';
  const areEntities = groupBy === 'requestedBy' || groupBy === 'group';
  const keys = report?.items.flatMap(({ key }) => key ?? []) ?? [];
  const titleOf = useEntityTitles(areEntities ? keys : []);
  return key => {
    if (key === undefined) return t(`usage.noKey.${groupBy}`);
    return areEntities ? titleOf(key) : key;
  };
}
