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
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import { useState } from 'react';
import { Route } from 'react-router-dom';
import { useTasks } from '../data';
import type { TaskGroup } from '../presentation/taskGroup';
import { agentTasksTranslationRef } from '../translation';
import { ActionButton } from './ActionButton';
import { ConnectPage } from './ConnectPage';
import { FullTaskList } from './FullTaskList';
import { useStartTaskDialog } from './StartTaskDialog';
import { TaskRoutes } from './TaskRoutes';
import { usePageTaskLinks } from './useTaskLinks';

/** What the page of this plugin shows in both frontend systems. */
export function AgentTasksRoutes() {
  const links = usePageTaskLinks();
  return (
    <TaskRoutes links={links} list={<AllTasks />}>
      <Route path="/connect" element={<ConnectPage links={links} />} />
    </TaskRoutes>
  );
}

function AllTasks() {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const [group, setGroup] = useState<TaskGroup>('all');
  const [mine, setMine] = useState(false);
  const list = useTasks({ requestedBy: mine ? 'me' : undefined, group });
  const links = usePageTaskLinks();
  const startTask = useStartTaskDialog();
  return (
    <FullTaskList
      list={list}
      group={group}
      onGroup={setGroup}
      hrefOf={links.task}
      filters={
        <FormControlLabel
          label={t('list.mine')}
          slotProps={{ typography: { variant: 'body2' } }}
          control={
            <Checkbox
              size="small"
              checked={mine}
              onChange={event => setMine(event.target.checked)}
            />
          }
        />
      }
      action={
        startTask.isAllowed && (
          <ActionButton variant="contained" onClick={() => startTask.open({})}>
            {t('action.startTask')}
          </ActionButton>
        )
      }
      empty={
        group === 'all' && !mine ? t('list.emptyAll') : t('list.emptyFilter')
      }
    />
  );
}
