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
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import { formatAmount } from '../../presentation/admin/formatAmount';
import { formatShortDay } from '../../presentation/usage/formatUsage';
import type { UsageWeek } from '../../presentation/usage/usageChart';
import type {
  UsageMeasure,
  UsageSum,
} from '../../presentation/usage/usageSums';
import { agentTasksTranslationRef } from '../../translation';
import { costOf } from './costOf';
import { ScrollingTable } from './ScrollingTable';
import type { DrawnSeries } from './UsageChartPanel';

/** What the chart draws, in figures, for those who cannot see it or want to know exactly. */
export function UsageWeeks(props: {
  series: DrawnSeries[];
  weeks: UsageWeek[];
  measure: UsageMeasure;
}) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { series, weeks, measure } = props;
  const title = t(`usage.chart.${measure}`);
  const heads = [
    ...series.map(({ name }) => name),
    t('usage.chart.total'),
    t('usage.unknown'),
  ];
  const cost = (sum: UsageSum) =>
    sum.tasks === 0 ? '–' : costOf(sum, measure) ?? t('usage.notKnown');
  return (
    <Box component="details" sx={{ mt: 1 }}>
      <Box
        component="summary"
        sx={{ cursor: 'pointer', color: 'text.secondary', py: 0.5 }}
      >
        {t('usage.chart.asTable')}
      </Box>
      <ScrollingTable label={title}>
        <Table size="small" sx={{ '& th, & td': { whiteSpace: 'nowrap' } }}>
          <TableHead>
            <TableRow>
              <TableCell>{t('usage.chart.week')}</TableCell>
              {heads.map((head, index) => (
                <TableCell key={index} align="right">
                  {head}
                </TableCell>
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            {weeks.map(({ start, total }, index) => (
              <TableRow key={start}>
                <TableCell component="th" scope="row">
                  {formatShortDay(start)}
                </TableCell>
                {series.map(({ id, weeks: sums }) => (
                  <TableCell key={id} align="right">
                    {cost(sums[index])}
                  </TableCell>
                ))}
                <TableCell align="right">{cost(total)}</TableCell>
                <TableCell align="right">
                  {formatAmount(total.unknownTasks)}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </ScrollingTable>
    </Box>
  );
}
