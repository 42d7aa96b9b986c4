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
import type { SxProps, Theme } from '@mui/material/styles';
import { agentTasksTranslationRef } from '../../translation';
import type { DrawnSeries } from './UsageChartPanel';
import { hatching } from './hatching';

/** What the colours of the chart mean, in the order of the bars from below. */
export function UsageLegend(props: {
  series: DrawnSeries[];
  /** Whether some of the bars have a part of unknown length. */
  hasUnknown: boolean;
}) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { series, hasUnknown } = props;
  return (
    <Box
      component="ul"
      aria-label={t('usage.chart.legend')}
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        columnGap: 2,
        rowGap: 0.5,
        listStyle: 'none',
        m: 0,
        p: 0,
      }}
    >
      {series.map(({ id, name, color }) => (
        <Entry key={id} name={name} swatch={{ backgroundColor: color }} />
      ))}
      {hasUnknown && (
        <Entry
          name={t('usage.chart.unknown')}
          swatch={theme => ({
            border: `1px dashed ${theme.palette.text.secondary}`,
            background: hatching(theme),
          })}
        />
      )}
    </Box>
  );
}

function Entry(props: { name: string; swatch: SxProps<Theme> }) {
  return (
    <Box
      component="li"
      sx={{ display: 'flex', alignItems: 'center', gap: 0.75, minWidth: 0 }}
    >
      <Box
        aria-hidden
        sx={[
          {
            width: 14,
            height: 14,
            borderRadius: '3px',
            flexShrink: 0,
            boxSizing: 'border-box',
          },
          props.swatch as {},
        ]}
      />
      <Box component="span" sx={{ overflowWrap: 'anywhere' }}>
        {props.name}
      </Box>
    </Box>
  );
}
