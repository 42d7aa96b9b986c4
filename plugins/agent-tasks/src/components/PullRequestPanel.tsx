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
import type { TaskDetail } from 'backstage-plugin-agent-tasks-common';
import { presentState } from '../presentation/presentState';
import { queuedMs } from '../presentation/presentTransition';
import { agentTasksTranslationRef } from '../translation';
import { Panel } from './Panel';
import { PullRequestLine } from './PullRequestLine';
import { TaskSteps } from './TaskSteps';

/** How far a task is on the way to its pull request, and how that stands. */
export function PullRequestPanel(props: { task: TaskDetail }) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { task } = props;
  const { pullRequest } = task;
  const { steps, unfinished, outcome } = presentState(task);
  const isOpenDraft = pullRequest?.state === 'open' && pullRequest.isDraft;
  const hint = () => {
    if (isOpenDraft) return t('pullRequest.keepsDraft');
    if (pullRequest) return undefined;
    if (outcome) return t('note.noPullRequest');
    return task.createPullRequest
      ? t('pullRequest.none')
      : t('pullRequest.noneAsked');
  };
  const said = hint();
  return (
    <Panel title={t('pullRequest.heading')}>
      <Box sx={{ display: 'grid', gap: 1.5, p: 2, fontSize: '0.875rem' }}>
        {unfinished && (
          <TaskSteps steps={steps} queuedMs={queuedMs(task.transitions)} />
        )}
        <PullRequestLine task={task} />
        {said && <Box sx={{ color: 'text.secondary' }}>{said}</Box>}
      </Box>
    </Panel>
  );
}
