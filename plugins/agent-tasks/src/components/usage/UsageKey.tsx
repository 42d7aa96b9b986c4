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
import Link from '@mui/material/Link';
import type { UsageGrouping } from 'backstage-plugin-agent-tasks-common';
import { Link as RouterLink } from 'react-router-dom';
import { narrowedListPath } from '../../presentation/narrowedList';
import type { UsageRow } from '../../presentation/usage/usageRows';
import { agentTasksTranslationRef } from '../../translation';
import { EntityLink } from '../EntityLink';
import { usePageTaskLinks } from '../useTaskLinks';
import { VISUALLY_HIDDEN } from '../visuallyHidden';

/** Who or what a line is about, with ways to look closer. */
export function UsageKey(props: { row: UsageRow; groupBy: UsageGrouping }) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { list } = usePageTaskLinks();
  const { groupBy } = props;
  const { key, name } = props.row;
  if (key === undefined) {
    return (
      <Box component="span" sx={{ color: 'text.secondary' }}>
        {name}
      </Box>
    );
  }
  const isEntity = groupBy === 'requestedBy' || groupBy === 'group';
  const tasks = list && narrowedListPath(list, { [groupBy]: key });
  return (
    <Box
      sx={{
        display: 'flex',
        // On a narrow screen room is left for the figures.
        flexDirection: { xs: 'column', sm: 'row' },
        flexWrap: 'wrap',
        columnGap: 1.5,
        minWidth: { xs: 90, sm: 130 },
      }}
    >
      {isEntity ? <EntityLink entityRef={key}>{name}</EntityLink> : name}
      {tasks && (
        <Link component={RouterLink} to={tasks} underline="hover">
          {t('usage.table.showTasks')}{' '}
          <span style={VISUALLY_HIDDEN}>
            {t('usage.table.ofName', { name })}
          </span>
        </Link>
      )}
    </Box>
  );
}
