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

// Stacked rows are no table for the browser any more: the roles keep it one.
/* eslint-disable jsx-a11y/no-redundant-roles */

import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import Box from '@mui/material/Box';
import type { PolicyRuleEntry } from 'backstage-plugin-agent-tasks-common';
import { agentTasksTranslationRef } from '../../../translation';
import { VISUALLY_HIDDEN } from '../../visuallyHidden';
import type { RuleTask } from './RuleDialogs';
import { RuleRow } from './RuleRow';

// Where the table itself is narrower than its columns need, each row becomes a
// block of names and values; a sidebar or a phone makes no difference.
const STACKED = '@container (max-width: 919px)';

/** All rules, one a row; stacked where there is no room for columns. */
export function RulesTable(props: {
  rules: PolicyRuleEntry[];
  mayUpdate: boolean;
  onTask: (task: RuleTask) => void;
}) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { rules, mayUpdate, onTask } = props;
  const columns = [
    t('rule.field.match'),
    t('admin.rules.who'),
    t('rule.field.models'),
    t('rule.field.limits'),
    t('admin.rules.matches'),
    t('admin.rules.from'),
    t('admin.rules.status'),
  ];
  const widths = ['26%', '14%', '14%', '17%', '7%', '12%', '10%'];
  return (
    <Box sx={{ containerType: 'inline-size' }}>
      {/* The roles are spelled out, as other displays than a table's drop them. */}
      <Box
        component="table"
        role="table"
        aria-label={t('admin.rules.title')}
        sx={{
          width: '100%',
          borderCollapse: 'collapse',
          '& th, & td': {
            px: 1,
            py: 1.25,
            textAlign: 'left',
            verticalAlign: 'top',
            lineHeight: 1.5,
          },
          '& th:first-of-type, & td:first-of-type': { pl: 2 },
          '& th': {
            fontSize: '0.75rem',
            fontWeight: 600,
            color: 'text.secondary',
            whiteSpace: 'nowrap',
          },
          '& tbody tr': { borderTop: 1, borderColor: 'divider' },
          borderBottom: 1,
          borderColor: 'divider',
          [STACKED]: {
            display: 'block',
            '& thead': VISUALLY_HIDDEN,
            '& tbody': { display: 'block' },
            '& tbody tr': { display: 'block', position: 'relative', py: 1.25 },
            '& tbody tr:first-of-type': { borderTop: 0 },
            '& tbody td': {
              display: 'grid',
              gridTemplateColumns: '6.5rem minmax(0, 1fr)',
              columnGap: 1,
              px: 2,
              py: 0.375,
            },
            '& tbody td:first-of-type': { display: 'block', pr: 6, pb: 0.75 },
            '& tbody td[data-label]::before': {
              content: 'attr(data-label)',
              color: 'text.secondary',
              fontSize: '0.8125rem',
            },
            '& tbody td[data-empty]': { display: 'none' },
            '& tbody td[data-wide]': { display: 'block' },
            '& tbody td[data-corner]': {
              position: 'absolute',
              top: 6,
              right: 8,
              p: 0,
              display: 'block',
            },
          },
        }}
      >
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column, index) => (
              <th
                key={column}
                role="columnheader"
                scope="col"
                style={{ width: widths[index] }}
              >
                {column}
              </th>
            ))}
            <th role="columnheader" scope="col">
              <Box component="span" sx={VISUALLY_HIDDEN}>
                {t('admin.rules.actions')}
              </Box>
            </th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rules.map(entry => (
            <RuleRow
              key={entry.id}
              entry={entry}
              columns={columns}
              mayUpdate={mayUpdate}
              onTask={onTask}
            />
          ))}
        </tbody>
      </Box>
    </Box>
  );
}
