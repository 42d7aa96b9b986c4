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
import type { Task } from 'backstage-plugin-agent-tasks-common';
import { useNow } from '../data';
import { elapsedMs, formatDuration } from '../presentation/formatTime';
import { presentState } from '../presentation/presentState';
import { agentTasksTranslationRef } from '../translation';
import { RelativeTime, useAgo } from './RelativeTime';

/**
 * The time that matters in a task's state: how long it runs, since when it
 * waits, when it ended, or when the portal last saw it.
 */
export function TaskTime(props: { task: Task }) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { task } = props;
  const ago = useAgo();
  const now = useNow();
  switch (presentState(task).label) {
    case 'starting':
    case 'queued':
    case 'inProgress':
    case 'stalled':
      return (
        <RelativeTime
          at={task.createdAt}
          text={formatDuration(elapsedMs(task.createdAt, now))}
        />
      );
    case 'paused': {
      const seenAt = task.tracking.lastCheckedAt ?? task.updatedAt;
      return (
        <RelativeTime
          at={seenAt}
          text={t('time.seen', { when: ago(seenAt) })}
        />
      );
    }
    case 'refused':
    case 'notConfirmed':
      return <RelativeTime at={task.createdAt} />;
    default:
      return <RelativeTime at={task.completedAt ?? task.updatedAt} />;
  }
}
