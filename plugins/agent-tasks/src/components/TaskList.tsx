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
import Skeleton from '@mui/material/Skeleton';
import type { Task } from 'backstage-plugin-agent-tasks-common';
import type { ReactNode } from 'react';
import type { TasksOnScreen } from '../data';
import { presentError } from '../presentation/presentError';
import { agentTasksTranslationRef } from '../translation';
import { ErrorNotice } from './ErrorNotice';
import { Notice } from './Notice';
import { SignInButton } from './SignInButton';
import { StateAnnouncer } from './StateAnnouncer';
import { StaleNotice } from './StaleNotice';
import { TaskRow } from './TaskRow';

/** Tasks in all their faces: loading, not signed in, failed, empty, and the list. */
export function TaskList(props: {
  list: TasksOnScreen;
  tasks?: Task[];
  hrefOf: (id: string) => string | undefined;
  empty: ReactNode;
}) {
  const { list, hrefOf, empty } = props;
  const tasks = props.tasks ?? list.tasks;
  if (list.isLoading && !list.error) return <TaskListSkeleton />;
  if (list.error && list.knownAt === 0) {
    return (
      <Box sx={{ p: 2 }}>
        <ListError list={list} />
      </Box>
    );
  }
  return (
    <>
      {Boolean(list.error) && (
        <Box sx={{ px: 2, pt: 1.5 }}>
          <StaleNotice knownAt={list.knownAt} error={list.error} />
        </Box>
      )}
      <StateAnnouncer tasks={tasks} />
      {tasks.length === 0 ? (
        <Box sx={{ p: 2, color: 'text.secondary', fontSize: '0.875rem' }}>
          {empty}
        </Box>
      ) : (
        <TaskRows tasks={tasks} hrefOf={hrefOf} />
      )}
    </>
  );
}

function TaskRows(props: {
  tasks: Task[];
  hrefOf: (id: string) => string | undefined;
}) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  return (
    <Box
      component="ul"
      aria-label={t('list.tasks')}
      sx={{ listStyle: 'none', m: 0, p: 0 }}
    >
      {props.tasks.map(task => (
        <TaskRow key={task.id} task={task} href={props.hrefOf(task.id)} />
      ))}
    </Box>
  );
}

function ListError(props: { list: TasksOnScreen }) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { error, refresh } = props.list;
  if (presentError(error).action !== 'sign_in')
    return <ErrorNotice error={error} onRetry={refresh} />;
  return (
    <Notice tone="muted" action={<SignInButton />}>
      {t('signInFace')}
    </Notice>
  );
}

function TaskListSkeleton() {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  return (
    <Box
      role="status"
      aria-label={t('list.loading')}
      sx={{ px: 2, py: 1.5, minHeight: 96 }}
    >
      <Skeleton width="70%" height={24} />
      <Skeleton width="45%" height={24} />
      <Skeleton width="55%" height={24} />
    </Box>
  );
}
