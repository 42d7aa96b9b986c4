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
import type { TaskCheck } from '../data';
import { isWebUrl } from '../presentation/isWebUrl';
import type { NoteAction } from '../presentation/presentNote';
import { repeatOf } from '../presentation/repeatOf';
import { agentTasksTranslationRef } from '../translation';
import { ActionButton } from './ActionButton';
import { CheckButton } from './CheckButton';
import { ConnectOffer } from './ConnectOffer';
import { ExternalButton } from './ExternalLink';
import { SignInButton } from './SignInButton';
import { useStartAnewDialog } from './StartAnewDialog';
import { useStartTaskDialog } from './StartTaskDialog';

/** One step that a task's note offers. */
export function TaskNoteAction(props: {
  task: Task;
  action: NoteAction;
  check: TaskCheck;
}) {
  const { task, action, check } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const startTask = useStartTaskDialog();
  const startAnew = useStartAnewDialog();

  const link = (url: string | undefined, label: string) =>
    isWebUrl(url) ? (
      <ExternalButton href={url} variant="outlined">
        {label}
      </ExternalButton>
    ) : null;
  const repeat = (label: string) =>
    startTask.isAllowed ? (
      <ActionButton
        variant="outlined"
        onClick={() => startTask.open(repeatOf(task))}
      >
        {label}
      </ActionButton>
    ) : null;

  switch (action) {
    case 'answer':
      return link(task.github.htmlUrl, t('action.answer'));
    case 'view_on_github':
      return link(task.github.htmlUrl, t('action.viewOnGitHub'));
    case 'view_pull_request':
      return link(task.pullRequest?.url, t('action.viewPullRequest'));
    case 'sign_in':
      return <SignInButton />;
    case 'connect':
      return <ConnectOffer />;
    case 'check_again':
      return <CheckButton check={check} variant="outlined" />;
    case 'never_started':
      return startTask.isAllowed ? (
        <ActionButton onClick={() => startAnew.open(task)}>
          {t('action.neverStarted')}
        </ActionButton>
      ) : null;
    case 'start_anew':
      return repeat(t('action.startAnew'));
    default:
      return repeat(t('action.startAgain'));
  }
}
