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
import Skeleton from '@mui/material/Skeleton';
import { agentTasksTranslationRef } from '../../translation';
import { FIGURES_MIN_HEIGHT } from './UsageFigures';
import { CHART_HEIGHT } from './chartHeight';

/** As large as what it stands for, so that nothing jumps. */
export function UsageSkeleton() {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  return (
    <Box
      role="status"
      aria-label={t('usage.loading')}
      sx={{ display: 'grid', gap: 2.5 }}
    >
      <Skeleton variant="rounded" height={FIGURES_MIN_HEIGHT} />
      <Skeleton variant="rounded" height={CHART_HEIGHT + 140} />
      <Skeleton variant="rounded" height={200} />
    </Box>
  );
}
