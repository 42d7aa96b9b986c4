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
import { useViewer } from '../data';
import { presentNote, type NoteAction } from '../presentation/presentNote';
import { agentTasksTranslationRef } from '../translation';
import { ActionButton } from './ActionButton';
import { ExternalButton, isWebUrl } from './ExternalLink';
import { Notice } from './Notice';
import { SignInButton } from './SignInButton';
import { useStartTaskDialog } from './StartTaskDialog';

/** What a person should know about a task beyond its state, with one next step. */
export function TaskNote(props: { task: Task; onCheckAgain: () => void }) {
  const { task, onCheckAgain } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const note = presentNote(task, useViewer());
  if (!note) return null;
  const text = t(`note.${note.text}`, {
    message: note.values.message ?? '',
    word: note.values.word ?? '',
  });
  return (
    <Notice
      tone={note.tone}
      action={
        note.action && (
          <TaskNoteAction
            task={task}
            action={note.action}
            onCheckAgain={onCheckAgain}
          />
        )
      }
    >
      {note.remedy ? `${text} ${t(`note.${note.remedy}`)}` : text}
    </Notice>
  );
}

function TaskNoteAction(props: {
  task: Task;
  action: NoteAction;
  onCheckAgain: () => void;
}) {
  const { task, action, onCheckAgain } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const startTask = useStartTaskDialog();

  const link = (url: string | undefined, label: string) =>
    isWebUrl(url) ? (
      <ExternalButton href={url} variant="outlined">
        {label}
      </ExternalButton>
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
    case 'check_again':
      return (
        <ActionButton variant="outlined" onClick={onCheckAgain}>
          {t('action.checkAgain')}
        </ActionButton>
      );
    default:
      return startTask.isAllowed ? (
        <ActionButton
          variant="outlined"
          onClick={() => startTask.open(repeatOf(task))}
        >
          {t('action.startAgain')}
        </ActionButton>
      ) : null;
  }
}

/** What a dialog is filled with to start a task again. */
function repeatOf(task: Task) {
  const { repository, prompt, baseRef, headRef, model, customAgent } = task;
  const { createPullRequest, entityRef } = task;
  return {
    repository,
    prompt,
    baseRef,
    headRef,
    model,
    customAgent,
    createPullRequest,
    entityRef,
  };
}
