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
import Box from '@mui/material/Box';
import type { PolicyLimits } from 'backstage-plugin-agent-tasks-common';
import { agentTasksTranslationRef } from '../../../translation';
import { useRuleWords } from '../useRuleWords';

/** The limits that hold everywhere, in one line. */
export function GlobalLimits(props: { limits: PolicyLimits }) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const limits = useRuleWords().limits(props.limits);
  return (
    <Box sx={{ px: 2, py: 1.25, color: 'text.secondary' }}>
      {limits.length > 0
        ? t('admin.rules.everywhere', { limits: limits.join(', ') })
        : t('admin.rules.nowhere')}{' '}
      {t('admin.rules.everywhereFrom', { key: 'agentTasks.policy.limits' })}
    </Box>
  );
}
