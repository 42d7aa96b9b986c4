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
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import {
  USAGE_GROUPINGS,
  type UsageGrouping,
  type UsageReport,
} from 'backstage-plugin-agent-tasks-common';
import { useUsageCsv } from '../../data/usage';
import {
  USAGE_PERIODS,
  type UsageDays,
  type UsagePeriod,
} from '../../presentation/usage/usagePeriod';
import type { UsageView } from '../../presentation/usage/usageView';
import { agentTasksTranslationRef } from '../../translation';
import { ActionButton } from '../ActionButton';
import { ErrorNotice } from '../ErrorNotice';
import { fieldErrorStyle } from '../tones';

/** Which time, by what, and the same as a file. */
export function UsageFilters(props: {
  view: UsageView;
  problem: 'missing' | 'reversed' | 'future' | undefined;
  /** What is on screen, and can be downloaded. */
  report: UsageReport | undefined;
  onChange: (change: Partial<UsageView>) => void;
}) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { view, problem, report, onChange } = props;
  const csv = useUsageCsv();
  return (
    <>
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          alignItems: 'flex-start',
          gap: 1.5,
        }}
      >
        <TextField
          select
          size="small"
          label={t('usage.period')}
          value={view.period}
          onChange={event =>
            onChange({ period: event.target.value as UsagePeriod })
          }
          sx={{ minWidth: 160 }}
        >
          {USAGE_PERIODS.map(period => (
            <MenuItem key={period} value={period}>
              {t(`usage.periods.${period}`)}
            </MenuItem>
          ))}
        </TextField>
        {view.period === 'custom' && (
          <CustomDays
            days={view.days}
            problem={problem}
            onChange={days => onChange({ days })}
          />
        )}
        <ToggleButtonGroup
          exclusive
          size="small"
          value={view.groupBy}
          aria-label={t('usage.groupBy')}
          onChange={(_, groupBy: UsageGrouping | null) =>
            groupBy && onChange({ groupBy })
          }
          sx={{ flexWrap: 'wrap' }}
        >
          {USAGE_GROUPINGS.map(groupBy => (
            <ToggleButton
              key={groupBy}
              value={groupBy}
              sx={{ textTransform: 'none', px: 1.25, height: 40 }}
            >
              {t(`usage.groupings.${groupBy}`)}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
        <ActionButton
          variant="outlined"
          disabled={!report || csv.isDownloading}
          onClick={() => report && csv.download(report)}
          sx={{ height: 40, ml: 'auto' }}
        >
          {csv.isDownloading ? t('usage.csvBusy') : t('usage.csv')}
        </ActionButton>
      </Box>
      {Boolean(csv.error) && (
        <ErrorNotice
          error={csv.error}
          onRetry={() => report && csv.download(report)}
        />
      )}
    </>
  );
}

function CustomDays(props: {
  days: Partial<UsageDays>;
  problem: 'missing' | 'reversed' | 'future' | undefined;
  onChange: (days: Partial<UsageDays>) => void;
}) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { days, problem, onChange } = props;
  const help = problem ? t(`usage.days.${problem}`) : t('usage.utc');
  return (
    <>
      {(['from', 'to'] as const).map(name => (
        <Box key={name} sx={fieldErrorStyle}>
          <TextField
            type="date"
            size="small"
            label={t(`usage.${name}`)}
            value={days[name] ?? ''}
            error={Boolean(problem)}
            // Once for both: under the field that closes the time.
            helperText={name === 'to' ? help : undefined}
            InputLabelProps={{ shrink: true }}
            onChange={event =>
              onChange({ ...days, [name]: event.target.value || undefined })
            }
          />
        </Box>
      ))}
    </>
  );
}
