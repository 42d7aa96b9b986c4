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
import TableSortLabel from '@mui/material/TableSortLabel';
import type {
  UsageGrouping,
  UsageReport,
} from 'backstage-plugin-agent-tasks-common';
import { useState } from 'react';
import { formatAmount } from '../../presentation/admin/formatAmount';
import {
  creditsOf,
  formatShare,
  premiumRequestsOf,
} from '../../presentation/usage/formatUsage';
import {
  nextOrder,
  sortUsageRows,
  toUsageRows,
  USAGE_COLUMNS,
  type UsageColumn,
  type UsageOrder,
  type UsageRow,
} from '../../presentation/usage/usageRows';
import type { UsageMeasure } from '../../presentation/usage/usageSums';
import { agentTasksTranslationRef } from '../../translation';
import { Panel } from '../Panel';
import { ScrollingTable } from './ScrollingTable';
import { UsageKey } from './UsageKey';

/** The figures of each person, group, repository or model. */
export function UsageTable(props: {
  report: UsageReport;
  measure: UsageMeasure;
  nameOf: (key: string | undefined) => string;
}) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { report, measure, nameOf } = props;
  const { groupBy } = report;
  const [order, setOrder] = useState<UsageOrder>({
    column: measure === 'aiCredits' ? 'credits' : 'premiumRequests',
    direction: 'desc',
  });
  const rows = sortUsageRows(toUsageRows(report, measure, nameOf), order);
  const title = t(`usage.table.${groupBy}`);
  return (
    <Panel title={title}>
      <ScrollingTable label={title}>
        <Table size="small" sx={{ '& th:first-of-type': { pl: 2 } }}>
          <TableHead>
            <TableRow>
              {USAGE_COLUMNS.map(column => (
                <HeadCell
                  key={column}
                  column={column}
                  groupBy={groupBy}
                  order={order}
                  onOrder={setOrder}
                />
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            {rows.map(row => (
              <UsageLine key={row.key ?? ''} row={row} groupBy={groupBy} />
            ))}
          </TableBody>
        </Table>
      </ScrollingTable>
      {groupBy === 'group' && (
        <Box sx={{ px: 2, py: 1.25, color: 'text.secondary' }}>
          {t('usage.table.groupMeaning')}
        </Box>
      )}
    </Panel>
  );
}

function HeadCell(props: {
  column: UsageColumn;
  groupBy: UsageGrouping;
  order: UsageOrder;
  onOrder: (order: UsageOrder) => void;
}) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { column, groupBy, order, onOrder } = props;
  const isSorted = order.column === column;
  const labels: Record<UsageColumn, string> = {
    name: t(`usage.groupings.${groupBy}`),
    tasks: t('usage.tasks'),
    credits: t('usage.aiCredits'),
    share: t('usage.share'),
    premiumRequests: t('usage.premiumRequests'),
    unknownTasks: t('usage.unknown'),
  };
  return (
    <TableCell
      align={column === 'name' ? 'left' : 'right'}
      sortDirection={isSorted ? order.direction : false}
      sx={{ color: 'text.secondary', fontWeight: 600, whiteSpace: 'nowrap' }}
    >
      <TableSortLabel
        active={isSorted}
        direction={isSorted ? order.direction : 'desc'}
        onClick={() => onOrder(nextOrder(order, column))}
      >
        {labels[column]}
      </TableSortLabel>
    </TableCell>
  );
}

function UsageLine({
  row,
  groupBy,
}: {
  row: UsageRow;
  groupBy: UsageGrouping;
}) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { sum, share } = row;
  const unknown = (
    <Box component="span" sx={{ color: 'text.secondary' }}>
      {t('usage.notKnown')}
    </Box>
  );
  const cells: [UsageColumn, React.ReactNode][] = [
    ['tasks', formatAmount(sum.tasks)],
    ['credits', creditsOf(sum) ?? unknown],
    ['share', share === undefined ? '–' : formatShare(share)],
    ['premiumRequests', premiumRequestsOf(sum) ?? unknown],
    ['unknownTasks', formatAmount(sum.unknownTasks)],
  ];
  return (
    <TableRow hover sx={{ '&:last-child > *': { borderBottom: 0 } }}>
      <TableCell component="th" scope="row" sx={{ fontWeight: 400 }}>
        <UsageKey row={row} groupBy={groupBy} />
      </TableCell>
      {cells.map(([column, value]) => (
        <TableCell
          key={column}
          align="right"
          sx={{ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }}
        >
          {value}
        </TableCell>
      ))}
    </TableRow>
  );
}
