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
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import { useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { useTasks } from '../data';
import { readNarrowedList } from '../presentation/narrowedList';
import type { TaskGroup } from '../presentation/taskGroup';
import { agentTasksTranslationRef } from '../translation';
import { ActionButton } from './ActionButton';
import { AdminLink } from './AdminLink';
import { FullTaskList } from './FullTaskList';
import { NarrowedNote } from './NarrowedNote';
import { useStartTaskDialog } from './StartTaskDialog';
import { usePageTaskLinks } from './useTaskLinks';

/** Every task that the viewer may see, or those that the address asks for. */
export function AllTasks() {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const [params] = useSearchParams();
  const narrowed = readNarrowedList(params);
  const [group, setGroup] = useState<TaskGroup>('all');
  const [mine, setMine] = useState(false);
  const onlyMine = mine && !narrowed.requestedBy;
  const list = useTasks({
    repository: narrowed.repository,
    requestedBy: onlyMine ? 'me' : narrowed.requestedBy,
    group,
  });
  const links = usePageTaskLinks();
  const startTask = useStartTaskDialog();
  const isAll =
    group === 'all' && !mine && !narrowed.repository && !narrowed.requestedBy;
  return (
    <FullTaskList
      list={list}
      group={group}
      onGroup={setGroup}
      hrefOf={links.task}
      filters={
        <>
          {!narrowed.requestedBy && (
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
          )}
          <NarrowedNote to={narrowed} all={links.list} />
        </>
      }
      action={
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 2 }}>
          <AdminLink />
          {startTask.isAllowed && (
            <ActionButton
              variant="contained"
              onClick={() => startTask.open({})}
            >
              {t('action.startTask')}
            </ActionButton>
          )}
        </Box>
      }
      empty={isAll ? t('list.emptyAll') : t('list.emptyFilter')}
    />
  );
}
