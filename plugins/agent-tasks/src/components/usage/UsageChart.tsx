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

import { useTheme } from '@mui/material/styles';
import Box from '@mui/material/Box';
import { BarChart } from '@mui/x-charts/BarChart';
import { useId } from 'react';
import { formatAmount } from '../../presentation/admin/formatAmount';
import { formatShortDay } from '../../presentation/usage/formatUsage';
import type { UsageWeek } from '../../presentation/usage/usageChart';
import {
  drawable,
  type UsageMeasure,
} from '../../presentation/usage/usageSums';
import { VISUALLY_HIDDEN } from '../visuallyHidden';
import { CHART_HEIGHT } from './chartHeight';
import { costOf } from './costOf';
import { UnknownCaps } from './UnknownCaps';
import type { DrawnSeries } from './UsageChartPanel';

const FONT = { fontFamily: 'inherit', fontSize: 12 };

/** The bars, a week each. For people who do not see them, the table says the same. */
export function UsageChart(props: {
  title: string;
  description: string;
  series: DrawnSeries[];
  weeks: UsageWeek[];
  measure: UsageMeasure;
}) {
  const { title, description, series, weeks, measure } = props;
  const { palette } = useTheme();
  const descriptionId = useId();
  const weekAxis = {
    scaleType: 'band' as const,
    data: weeks.map(({ start }) => start),
    valueFormatter: formatShortDay,
    categoryGapRatio: 0.35,
    tickLabelStyle: FONT,
  };
  const tops = weeks.map(({ total }) => drawable(total, measure));
  return (
    <>
      <p id={descriptionId} style={VISUALLY_HIDDEN}>
        {description}
      </p>
      <Box role="img" aria-label={title} aria-describedby={descriptionId}>
        <BarChart
          height={CHART_HEIGHT}
          // Bars that grow would part from their caps, and say less meanwhile.
          skipAnimation
          margin={{ top: 28, right: 20, bottom: 28, left: 52 }}
          series={series.map(({ id, name, color, weeks: sums }) => ({
            id,
            label: name,
            color,
            stack: 'week',
            data: sums.map(sum => drawable(sum, measure)),
            // Who used nothing that is known in a week is not listed with it.
            valueFormatter: (value, { dataIndex }) =>
              value ? costOf(sums[dataIndex], measure) ?? null : null,
          }))}
          xAxis={[weekAxis]}
          yAxis={[
            {
              min: 0,
              valueFormatter: (value: number) => formatAmount(value),
              tickLabelStyle: FONT,
              tickNumber: 5,
            },
          ]}
          grid={{ horizontal: true }}
          leftAxis={{ disableLine: true, disableTicks: true }}
          slotProps={{ legend: { hidden: true } }}
          sx={{
            // Neighbours stay apart for those who cannot tell their colours apart.
            '& .MuiBarElement-root': {
              stroke: palette.background.paper,
              strokeWidth: 1,
            },
          }}
        >
          <UnknownCaps weeks={weeks} tops={tops} />
        </BarChart>
      </Box>
    </>
  );
}
