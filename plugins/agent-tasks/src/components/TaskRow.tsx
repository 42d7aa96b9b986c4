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
import type { Task } from 'backstage-plugin-agent-tasks-common';
import { Link as RouterLink } from 'react-router-dom';
import { useNow } from '../data';
import { elapsedMs, formatDuration } from '../presentation/formatTime';
import { isWebUrl } from '../presentation/isWebUrl';
import { presentState } from '../presentation/presentState';
import { agentTasksTranslationRef } from '../translation';
import { ExternalLink } from './ExternalLink';
import { NARROW } from './narrow';
import { PullRequestLine } from './PullRequestLine';
import { Requester } from './Requester';
import { StateLabel } from './StateLabel';
import { TaskNote } from './TaskNote';
import { TaskSteps } from './TaskSteps';
import { TaskTime } from './TaskTime';

/** A task in a list: state, title and time; how far it is; what it needs. */
export function TaskRow(props: { task: Task; href?: string }) {
  const { task, href } = props;
  const { tone, label, steps } = presentState(task);
  const now = useNow();
  return (
    <Box
      component="li"
      data-testid={`agent-task-${task.id}`}
      sx={{
        display: 'grid',
        gap: 1.25,
        px: 2,
        py: 1.5,
        fontSize: '0.875rem',
        lineHeight: 1.45,
        '&:not(:last-child)': { borderBottom: 1, borderColor: 'divider' },
      }}
    >
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          alignItems: 'flex-start',
          columnGap: 1.25,
          rowGap: 0.25,
        }}
      >
        <StateLabel task={task} />
        <Box
          component="h3"
          sx={{
            flex: '1 1 10rem',
            minWidth: 0,
            m: 0,
            fontSize: 'inherit',
            fontWeight: 600,
            overflowWrap: 'anywhere',
            [NARROW]: { flexBasis: '100%', order: 1 },
          }}
        >
          {href ? (
            <Link
              component={RouterLink}
              to={href}
              color="text.primary"
              underline="hover"
            >
              {task.title}
            </Link>
          ) : (
            task.title
          )}
        </Box>
        <Box
          sx={{ color: 'text.secondary', fontSize: '0.8125rem', ml: 'auto' }}
        >
          <TaskTime task={task} />
        </Box>
      </Box>
      {(tone === 'running' || label === 'stalled') && (
        <TaskSteps
          steps={steps}
          queuedMs={
            label === 'queued' ? elapsedMs(task.createdAt, now) : undefined
          }
        />
      )}
      <PullRequestLine task={task} />
      <TaskNote task={task} />
      <TaskMeta task={task} />
    </Box>
  );
}

function TaskMeta(props: { task: Task }) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { task } = props;
  return (
    <Box
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        columnGap: 1.5,
        rowGap: 0.25,
        color: 'text.secondary',
        fontSize: '0.8125rem',
        overflowWrap: 'anywhere',
      }}
    >
      <Requester entityRef={task.requestedBy} />
      <span>{task.repository}</span>
      {task.model && <span>{task.model}</span>}
      {task.completedAt && (
        <span>
          {t('time.took', {
            duration: formatDuration(
              elapsedMs(task.createdAt, task.completedAt),
            ),
          })}
        </span>
      )}
      {isWebUrl(task.github.htmlUrl) && (
        <ExternalLink href={task.github.htmlUrl} color="inherit">
          {t('action.viewOnGitHub')}
        </ExternalLink>
      )}
    </Box>
  );
}
