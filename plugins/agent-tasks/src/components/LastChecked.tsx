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
import { useCheckTask, useNow, useViewer } from '../data';
import { elapsedMs, formatDuration } from '../presentation/formatTime';
import { mayCheckNow } from '../presentation/presentCheck';
import { agentTasksTranslationRef } from '../translation';
import { CheckButton } from './CheckButton';
import { ErrorNotice } from './ErrorNotice';
import { NARROW } from './narrow';
import { RelativeTime, useAgo } from './RelativeTime';

/** When GitHub was last asked about a task, how often that happens, and to have it done now. */
export function LastChecked(props: { task: Task }) {
  const { task } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const ago = useAgo();
  const check = useCheckTask(task);
  const isOffered = mayCheckNow(task, useViewer(), useNow());
  return (
    <>
      <WhenChecked task={task} />
      {isOffered && (
        <CheckButton
          check={check}
          sx={{
            ml: 1,
            my: -0.5,
            minWidth: 0,
            [NARROW]: { display: 'block', ml: -0.625, my: 0 },
          }}
        />
      )}
      <Box role="status" sx={{ color: 'text.secondary' }}>
        {check.checkedAt && t('check.asked', { when: ago(check.checkedAt) })}
      </Box>
      {Boolean(check.error) && (
        <ErrorNotice error={check.error} onRetry={check.check} />
      )}
    </>
  );
}

function WhenChecked(props: { task: Task }) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { lastCheckedAt, nextCheckAt } = props.task.tracking;
  const now = useNow();
  if (!lastCheckedAt) return <>{t('time.never')}</>;
  const when = <RelativeTime at={lastCheckedAt} />;
  if (!nextCheckAt) return when;
  const interval = formatDuration(elapsedMs(lastCheckedAt, nextCheckAt));
  return elapsedMs(nextCheckAt, now) > 0 ? (
    when
  ) : (
    <>{t('time.every', { when, interval })}</>
  );
}
