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
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import type { ReactNode } from 'react';
import type { TasksOnScreen } from '../data';
import type { TaskGroup } from '../presentation/taskGroup';
import { agentTasksTranslationRef } from '../translation';
import { ActionButton } from './ActionButton';
import { Panel } from './Panel';
import { TaskList } from './TaskList';

const GROUPS: TaskGroup[] = ['all', 'active', 'finished'];

/** A whole list of tasks with its filter, page by page. */
export function FullTaskList(props: {
  list: TasksOnScreen;
  group: TaskGroup;
  onGroup: (group: TaskGroup) => void;
  hrefOf: (id: string) => string | undefined;
  /** Further filters. */
  filters?: ReactNode;
  action?: ReactNode;
  empty: ReactNode;
}) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { list, group, onGroup, hrefOf, filters, action, empty } = props;
  return (
    <Panel title={t('title')} action={action}>
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          alignItems: 'center',
          gap: 2,
          px: 2,
          py: 1.25,
          borderBottom: 1,
          borderColor: 'divider',
        }}
      >
        <ToggleButtonGroup
          exclusive
          size="small"
          value={group}
          aria-label={t('list.filter')}
          onChange={(_, next: TaskGroup | null) => next && onGroup(next)}
        >
          {GROUPS.map(name => (
            <ToggleButton
              key={name}
              value={name}
              sx={{ textTransform: 'none', px: 1.5, py: 0.5 }}
            >
              {t(`list.${name}`)}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
        {filters}
      </Box>
      <TaskList list={list} hrefOf={hrefOf} empty={empty} />
      {list.hasMore && (
        <Box sx={{ px: 2, py: 1.25, borderTop: 1, borderColor: 'divider' }}>
          <ActionButton disabled={list.isLoadingMore} onClick={list.loadMore}>
            {t('action.loadMore')}
          </ActionButton>
        </Box>
      )}
    </Panel>
  );
}
