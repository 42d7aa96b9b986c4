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
import { useState } from 'react';
import { useTasks } from '../data';
import type { TaskGroup } from '../presentation/taskGroup';
import { agentTasksTranslationRef } from '../translation';
import { ActionButton } from './ActionButton';
import { FullTaskList } from './FullTaskList';
import { useStartTaskDialog } from './StartTaskDialog';
import { TaskRoutes } from './TaskRoutes';
import { useEntityScope } from './useEntityScope';
import { useEntityTaskLinks } from './useTaskLinks';

/**
 * All tasks of the entity on screen, and each with its details.
 *
 * @public
 */
export function EntityAgentTasksContent() {
  return <TaskRoutes links={useEntityTaskLinks()} list={<EntityTaskList />} />;
}

function EntityTaskList() {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { repository, entityRef, name } = useEntityScope();
  const [group, setGroup] = useState<TaskGroup>('all');
  const list = useTasks({ repository, entityRef, group });
  const links = useEntityTaskLinks();
  const startTask = useStartTaskDialog();
  const isEmpty = group === 'all' && list.tasks.length === 0;

  const startButton = (label: string, variant: 'contained' | 'outlined') =>
    startTask.isAllowed && (
      <ActionButton
        variant={variant}
        onClick={() => startTask.open({ repository, entityRef })}
      >
        {label}
      </ActionButton>
    );
  return (
    <FullTaskList
      list={list}
      group={group}
      onGroup={setGroup}
      hrefOf={links.task}
      action={!isEmpty && startButton(t('action.startTask'), 'contained')}
      empty={
        isEmpty ? (
          <Box sx={{ display: 'grid', gap: 2, justifyItems: 'start' }}>
            <span>{t('list.emptyEntity', { name: <b>{name}</b> })}</span>
            {startButton(t('action.startFirst'), 'contained')}
          </Box>
        ) : (
          t('list.emptyFilter')
        )
      }
    />
  );
}
