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
import { Link as RouterLink } from 'react-router-dom';
import { useTasks, type TasksOnScreen } from '../data';
import { agentTasksTranslationRef } from '../translation';
import { ActionButton } from './ActionButton';
import { ExtensionRoot } from './ExtensionRoot';
import { Panel } from './Panel';
import { useStartTaskDialog } from './StartTaskDialog';
import { TaskList } from './TaskList';
import { useEntityScope } from './useEntityScope';
import { useEntityTaskLinks, useOpenTask } from './useTaskLinks';

// As many as fit an overview; the tab has them all.
const SHOWN = 5;

/**
 * The latest tasks of the entity on screen.
 *
 * @public
 */
export function AgentTasksCard() {
  const openTask = useOpenTask(useEntityTaskLinks());
  return (
    <ExtensionRoot openTask={openTask}>
      <EntityTasks />
    </ExtensionRoot>
  );
}

function EntityTasks() {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { repository, entityRef, name } = useEntityScope();
  const list = useTasks({ repository, entityRef });
  const links = useEntityTaskLinks();
  const startTask = useStartTaskDialog();
  const isEmpty =
    !list.isLoading && list.knownAt !== 0 && list.tasks.length === 0;

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
    <Panel
      title={t('title')}
      action={!isEmpty && startButton(t('action.startTask'), 'outlined')}
    >
      <TaskList
        list={list}
        tasks={list.tasks.slice(0, SHOWN)}
        hrefOf={links.task}
        empty={
          <Box sx={{ display: 'grid', gap: 2, justifyItems: 'start' }}>
            <span>{t('list.emptyEntity', { name: <b>{name}</b> })}</span>
            {startButton(t('action.startFirst'), 'contained')}
          </Box>
        }
      />
      {links.list && list.tasks.length > 0 && (
        <AllTasksLink list={list} to={links.list} />
      )}
    </Panel>
  );
}

function AllTasksLink(props: { list: TasksOnScreen; to: string }) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { list, to } = props;
  const number = String(list.tasks.length);
  return (
    <Box
      sx={{
        px: 2,
        py: 1.25,
        borderTop: 1,
        borderColor: 'divider',
        fontSize: '0.875rem',
      }}
    >
      <Link component={RouterLink} to={to} underline="hover">
        {list.hasMore
          ? t('action.allTasksOrMore', { number })
          : t('action.allTasks', { number })}
      </Link>
    </Box>
  );
}
