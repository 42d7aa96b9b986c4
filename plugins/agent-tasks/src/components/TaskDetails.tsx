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
import Skeleton from '@mui/material/Skeleton';
import { Link as RouterLink } from 'react-router-dom';
import { useTask } from '../data';
import { agentTasksTranslationRef } from '../translation';
import { CoursePanel } from './CoursePanel';
import { DetailsPanel } from './DetailsPanel';
import { ErrorNotice } from './ErrorNotice';
import { PromptPanel } from './PromptPanel';
import { PullRequestPanel } from './PullRequestPanel';
import { SessionsPanel } from './SessionsPanel';
import { StateAnnouncer } from './StateAnnouncer';
import { StaleNotice } from './StaleNotice';
import { TaskHeader } from './TaskHeader';
import { TaskNote } from './TaskNote';
import type { TaskLinks } from './useTaskLinks';

/** One task: how it stands, its pull request, what was asked, and its course. */
export function TaskDetails(props: { id: string; links: TaskLinks }) {
  const { id, links } = props;
  const onScreen = useTask(id);
  const { task, error, refresh } = onScreen;
  if (!task) {
    return error ? (
      <TaskError error={error} onRetry={refresh} links={links} />
    ) : (
      <TaskSkeleton />
    );
  }
  // Of a task that was refused or lost there is nothing on GitHub to wait for.
  const isOnGitHub =
    task.dispatch.status === 'accepted' || task.dispatch.status === 'pending';
  return (
    <Box sx={{ display: 'grid', gap: 2.5, typography: 'body2' }}>
      <StateAnnouncer tasks={[task]} />
      <TaskHeader task={task} links={links} />
      {Boolean(error) && (
        <StaleNotice knownAt={onScreen.knownAt} error={onScreen.error} />
      )}
      <TaskNote task={task} />
      <Box
        sx={{
          display: 'grid',
          gap: 2.5,
          alignItems: 'start',
          gridTemplateColumns: 'minmax(0, 1fr)',
          '@media (min-width: 1000px)': {
            gridTemplateColumns: 'minmax(0, 3fr) minmax(0, 2fr)',
          },
        }}
      >
        <Box sx={{ display: 'grid', gap: 2.5 }}>
          {isOnGitHub && <PullRequestPanel task={task} />}
          <PromptPanel prompt={task.prompt} />
          {isOnGitHub && <SessionsPanel sessions={task.sessions} />}
        </Box>
        <Box sx={{ display: 'grid', gap: 2.5 }}>
          <CoursePanel transitions={task.transitions} />
          <DetailsPanel task={task} />
        </Box>
      </Box>
    </Box>
  );
}

function TaskError(props: {
  error: unknown;
  onRetry: () => void;
  links: TaskLinks;
}) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { error, onRetry, links } = props;
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      <ErrorNotice error={error} onRetry={onRetry} />
      {links.list && (
        <Link component={RouterLink} to={links.list}>
          {t('title')}
        </Link>
      )}
    </Box>
  );
}

function TaskSkeleton() {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  return (
    <Box role="status" aria-label={t('list.loading')}>
      <Skeleton width="30%" height={20} />
      <Skeleton width="55%" height={44} />
      <Skeleton width="40%" height={24} />
      <Skeleton variant="rounded" height={120} sx={{ mt: 2 }} />
      <Skeleton variant="rounded" height={160} sx={{ mt: 2 }} />
    </Box>
  );
}
