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
import Breadcrumbs from '@mui/material/Breadcrumbs';
import Link from '@mui/material/Link';
import type { TaskDetail } from 'backstage-plugin-agent-tasks-common';
import { Link as RouterLink } from 'react-router-dom';
import { useNow } from '../data';
import {
  elapsedMs,
  formatClock,
  formatDuration,
} from '../presentation/formatTime';
import { isWebUrl } from '../presentation/isWebUrl';
import { presentFollowUp } from '../presentation/presentFollowUp';
import { presentState } from '../presentation/presentState';
import { agentTasksTranslationRef } from '../translation';
import { ActionButton } from './ActionButton';
import { EntityLink } from './EntityLink';
import { ExternalButton } from './ExternalLink';
import { RelativeTime } from './RelativeTime';
import { Requester } from './Requester';
import { StateLabel } from './StateLabel';
import { useStartTaskDialog } from './StartTaskDialog';
import type { TaskLinks } from './useTaskLinks';

/**
 * The head of a task's page: where, what, how it stands, who, and what to do.
 * Backstage draws the heading of the first level above it.
 */
export function TaskHeader(props: { task: TaskDetail; links: TaskLinks }) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { task, links } = props;
  const now = useNow();
  const { unfinished, label } = presentState(task);
  const runs = unfinished && label !== 'paused' && label !== 'notConfirmed';
  return (
    <Box component="header">
      <Breadcrumbs
        aria-label={t('title')}
        sx={{ fontSize: '0.875rem', '& ol': { m: 0 } }}
      >
        {links.list ? (
          <Link component={RouterLink} to={links.list} underline="hover">
            {t('title')}
          </Link>
        ) : (
          <span>{t('title')}</span>
        )}
        {task.entityRef ? (
          <EntityLink entityRef={task.entityRef}>{task.repository}</EntityLink>
        ) : (
          <span>{task.repository}</span>
        )}
      </Breadcrumbs>
      <Box
        component="h2"
        sx={{
          m: 0,
          mt: 0.5,
          fontSize: '1.625rem',
          lineHeight: 1.3,
          fontWeight: 700,
          color: 'text.primary',
          overflowWrap: 'anywhere',
        }}
      >
        {task.title}
      </Box>
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          alignItems: 'center',
          columnGap: 2,
          rowGap: 1,
          mt: 0.5,
          fontSize: '0.875rem',
        }}
      >
        <StateLabel
          task={task}
          suffix={
            runs ? formatDuration(elapsedMs(task.createdAt, now)) : undefined
          }
        />
        <Box
          component="span"
          sx={{ color: 'text.secondary', flex: '1 1 auto' }}
        >
          {t('task.askedBy')} <Requester entityRef={task.requestedBy} />,{' '}
          <RelativeTime
            at={task.createdAt}
            text={formatClock(task.createdAt, now)}
          />
        </Box>
        <TaskActions task={task} />
      </Box>
    </Box>
  );
}

function TaskActions(props: { task: TaskDetail }) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { task } = props;
  const startTask = useStartTaskDialog();
  const followUp = presentFollowUp(task);
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
      {isWebUrl(task.github.htmlUrl) && (
        <ExternalButton href={task.github.htmlUrl} variant="outlined">
          {t('action.viewOnGitHub')}
        </ExternalButton>
      )}
      {followUp && startTask.isAllowed && (
        <ActionButton
          variant="contained"
          onClick={() => startTask.open(followUp)}
        >
          {t('action.askForChanges')}
        </ActionButton>
      )}
    </Box>
  );
}
