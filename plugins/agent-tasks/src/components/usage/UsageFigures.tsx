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
import HelpOutlineIcon from '@mui/icons-material/HelpOutline';
import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { formatAmount } from '../../presentation/admin/formatAmount';
import {
  creditsOf,
  premiumRequestsOf,
} from '../../presentation/usage/formatUsage';
import type { UsageSum } from '../../presentation/usage/usageSums';
import { agentTasksTranslationRef } from '../../translation';
import { toneColor } from '../tones';

/** The height of a row of figures. */
export const FIGURES_MIN_HEIGHT = 96;

/** What all tasks of a time have cost together. */
export function UsageFigures({ total }: { total: UsageSum }) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { tasks, unknownTasks } = total;
  const notes = unknownTasks > 0 ? t('usage.soFar') : undefined;
  return (
    <>
      <Box
        component="dl"
        aria-label={t('usage.figures')}
        sx={{
          display: 'grid',
          gridTemplateColumns: 'repeat(auto-fit, minmax(130px, 1fr))',
          m: 0,
          border: 1,
          borderColor: 'divider',
          borderRadius: 2,
          backgroundColor: 'background.paper',
          minHeight: FIGURES_MIN_HEIGHT,
        }}
      >
        <Figure name={t('usage.aiCredits')} note={notes}>
          {creditsOf(total)}
        </Figure>
        <Figure name={t('usage.premiumRequests')} note={notes}>
          {premiumRequestsOf(total)}
        </Figure>
        <Figure name={t('usage.tasks')}>{formatAmount(tasks)}</Figure>
      </Box>
      {unknownTasks > 0 && (
        <Box
          sx={{
            display: 'flex',
            gap: 1,
            typography: 'body2',
            color: 'text.secondary',
          }}
        >
          <HelpOutlineIcon
            fontSize="small"
            aria-hidden
            sx={{ color: theme => toneColor(theme, 'attention') }}
          />
          <span>
            <Box component="b" sx={{ color: 'text.primary' }}>
              {t('usage.unknownTasks', { count: unknownTasks })}.
            </Box>{' '}
            {t('usage.unknownMeaning')}
          </span>
        </Box>
      )}
    </>
  );
}

function Figure(props: { name: string; note?: string; children: ReactNode }) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { name, note, children } = props;
  return (
    <Box sx={{ px: 2, py: 1.5 }}>
      <Box
        component="dt"
        sx={{ color: 'text.secondary', fontSize: '0.875rem' }}
      >
        {name}
      </Box>
      {children === undefined ? (
        <Box
          component="dd"
          sx={{ m: 0, mt: 0.75, color: 'text.secondary', fontSize: '1rem' }}
        >
          {t('usage.notKnown')}
        </Box>
      ) : (
        <Box component="dd" sx={{ m: 0 }}>
          <Box
            component="span"
            sx={{
              display: 'block',
              fontSize: '1.5rem',
              fontWeight: 700,
              fontVariantNumeric: 'tabular-nums',
            }}
          >
            {children}
          </Box>
          {note && (
            <Box
              component="span"
              sx={{ color: 'text.secondary', fontSize: '0.75rem' }}
            >
              {note}
            </Box>
          )}
        </Box>
      )}
    </Box>
  );
}
