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
import { useTheme } from '@mui/material/styles';
import type { UsageReport } from 'backstage-plugin-agent-tasks-common';
import { lazy, Suspense } from 'react';
import { formatDays } from '../../presentation/usage/formatUsage';
import {
  toUsageChart,
  type UsageSeries,
} from '../../presentation/usage/usageChart';
import { usageColors } from '../../presentation/usage/usageColors';
import type { UsageMeasure } from '../../presentation/usage/usageSums';
import { agentTasksTranslationRef } from '../../translation';
import { Panel } from '../Panel';
import { CHART_HEIGHT } from './chartHeight';
import { UsageLegend } from './UsageLegend';
import { UsageWeeks } from './UsageWeeks';

// The library of charts is as large as all the rest of this plugin: it comes
// only to those who look at a chart.
const UsageChart = lazy(() =>
  import('./UsageChart').then(m => ({ default: m.UsageChart })),
);

/** A series with how it is called and drawn. */
export type DrawnSeries = UsageSeries & { name: string; color: string };

/** What was used each week: bars, what their colours mean, and the same as a table. */
export function UsageChartPanel(props: {
  report: UsageReport;
  measure: UsageMeasure;
  nameOf: (key: string | undefined) => string;
}) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { report, measure, nameOf } = props;
  const { mode } = useTheme().palette;
  const chart = toUsageChart(report, measure);
  const colors = usageColors(mode);
  const series = chart.series.map(
    (each, index): DrawnSeries =>
      each.kind === 'key'
        ? { ...each, name: nameOf(each.key), color: colors.keys[index] }
        : {
            ...each,
            name: t('usage.chart.others', { count: each.number }),
            color: colors.others,
          },
  );
  const title = t(`usage.chart.${measure}`);
  return (
    <Panel title={title}>
      <Box sx={{ px: 2, pt: 1.5, pb: 2 }}>
        {series.length === 0 ? (
          <Box sx={{ color: 'text.secondary' }}>
            {t('usage.chart.nothingKnown')}
          </Box>
        ) : (
          <>
            <UsageLegend
              series={series}
              hasUnknown={chart.weeks.some(week => week.total.unknownTasks > 0)}
            />
            <Suspense
              fallback={
                <Skeleton
                  variant="rounded"
                  height={CHART_HEIGHT}
                  aria-label={t('usage.chart.loading')}
                />
              }
            >
              <UsageChart
                title={title}
                description={t('usage.chart.description', {
                  days: formatDays(report.from, report.to),
                  grouping: t(
                    `usage.groupings.${report.groupBy}`,
                  ).toLowerCase(),
                })}
                series={series}
                weeks={chart.weeks}
                measure={measure}
              />
            </Suspense>
          </>
        )}
        <UsageWeeks series={series} weeks={chart.weeks} measure={measure} />
      </Box>
    </Panel>
  );
}
