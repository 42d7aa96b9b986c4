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
import type { Task } from 'backstage-plugin-agent-tasks-common';
import { useCheckTask, useNow, useViewer, type TaskCheck } from '../data';
import { formatClock, formatDuration } from '../presentation/formatTime';
import { untilNextLookMs } from '../presentation/presentCheck';
import { presentNote } from '../presentation/presentNote';
import { agentTasksTranslationRef } from '../translation';
import { ErrorNotice } from './ErrorNotice';
import { Notice } from './Notice';
import { useAgo } from './RelativeTime';
import { TaskNoteAction } from './TaskNoteAction';

/** What a person should know about a task beyond its state, with the next steps. */
export function TaskNote(props: { task: Task }) {
  const { task } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const check = useCheckTask(task);
  const now = useNow();
  const note = presentNote(task, useViewer());
  if (!note) return null;
  const text = t(`note.${note.text}`, {
    message: note.values.message ?? '',
    word: note.values.word ?? '',
    since: formatClock(task.createdAt, now),
  });
  return (
    <>
      <Notice
        tone={note.tone}
        action={
          note.actions.length > 0 &&
          note.actions.map(action => (
            <TaskNoteAction
              key={action}
              task={task}
              action={action}
              check={check}
            />
          ))
        }
      >
        {note.remedy ? `${text} ${t(`note.${note.remedy}`)}` : text}
        {note.isSearching && <Search task={task} check={check} />}
      </Notice>
      {note.isSearching && Boolean(check.error) && (
        <ErrorNotice error={check.error} onRetry={check.check} />
      )}
    </>
  );
}

/** How the search for a lost task stands, and when it goes on. */
function Search(props: { task: Task; check: TaskCheck }) {
  const { task, check } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const ago = useAgo();
  const waitMs = untilNextLookMs(task, useNow());
  return (
    <Box>
      <span role="status">
        {check.checkedAt &&
          t('check.stillNotThere', { when: ago(check.checkedAt) })}
      </span>{' '}
      {waitMs > 0
        ? t('check.nextIn', { duration: formatDuration(waitMs) })
        : t('check.nextSoon')}
    </Box>
  );
}
