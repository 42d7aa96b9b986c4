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
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import Stack from '@mui/material/Stack';
import type { Task } from 'backstage-plugin-agent-tasks-common';
import { useRef, useState, type FormEvent } from 'react';
import { useRepositories, useStartTask } from '../data';
import { useDraft } from '../data/useDraft';
import { findRepository } from '../presentation/findRepository';
import {
  fitDraft,
  validateDraft,
  type DraftIssues,
  type StartTaskDefaults,
  type StartTaskDraft,
} from '../presentation/startTaskDraft';
import { agentTasksTranslationRef } from '../translation';
import { ActionButton } from './ActionButton';
import { ErrorNotice } from './ErrorNotice';
import { focusFirstMistake } from './focusFirstMistake';
import { Notice } from './Notice';
import { RepositoriesNotice } from './RepositoriesNotice';
import { StartTaskFields } from './StartTaskFields';
import { fieldErrorStyle } from './tones';

/** The form of the *Start task* dialog. What is typed survives every refusal. */
export function StartTaskForm(props: {
  defaults: StartTaskDefaults;
  onCancel: () => void;
  onStarted: (task: Task) => void;
}) {
  const { defaults, onCancel, onStarted } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { draft, change, discard } = useDraft(defaults);
  const known = useRepositories();
  const { start, isStarting, error, forgetError } = useStartTask();
  const [touched, setTouched] = useState<Set<keyof StartTaskDraft>>(new Set());
  const [submitted, setSubmitted] = useState(false);
  // A second click may come before React has drawn the first one's effect, or
  // while the dialog fades out.
  const isSent = useRef(false);
  const element = useRef<HTMLFormElement>(null);

  const allowed = findRepository(known.repositories, draft.repository);
  const fitted = fitDraft(
    { ...draft, repository: allowed?.repository ?? draft.repository },
    allowed,
  );
  const { request, issues } = validateDraft(fitted, allowed, {
    modelRequired: t('start.modelRequired'),
    customAgentRequired: t('start.customAgentRequired'),
  });
  const isReady = known.repositories !== undefined && !known.error;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setSubmitted(true);
    if (!request) focusFirstMistake(element);
    if (!request || !allowed || !isReady || isSent.current) return;
    isSent.current = true;
    try {
      const { task } = await start(request);
      discard();
      onStarted(task);
    } catch {
      isSent.current = false;
      // Shown below the fields; the draft stays.
    }
  };

  return (
    <form
      ref={element}
      onSubmit={submit}
      noValidate
      style={{ display: 'contents' }}
      data-testid="start-task-form"
    >
      <DialogContent sx={{ pt: 0 }}>
        <Stack spacing={2} sx={theme => ({ pt: 1, ...fieldErrorStyle(theme) })}>
          {draft.headRef && (
            <Notice tone="muted">
              {t('start.changesIntro', { branch: draft.headRef })}
            </Notice>
          )}
          <RepositoriesNotice {...known} chosen={draft.repository} />
          <StartTaskFields
            draft={fitted}
            allowed={allowed}
            repositories={known.repositories}
            issues={visibleIssues(issues, touched, submitted)}
            disabled={isStarting}
            onChange={changes => {
              forgetError();
              setTouched(
                new Set([
                  ...touched,
                  ...(Object.keys(changes) as (keyof StartTaskDraft)[]),
                ]),
              );
              change(changes);
            }}
          />
        </Stack>
      </DialogContent>
      {/* Outside of what scrolls, so that nobody overlooks it. */}
      {Boolean(error) && (
        <Box sx={{ px: 3, pb: 1 }}>
          <ErrorNotice error={error} addition={t('start.keptPrompt')} />
        </Box>
      )}
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <ActionButton onClick={onCancel}>{t('action.cancel')}</ActionButton>
        <ActionButton
          type="submit"
          variant="contained"
          disabled={isStarting || !isReady || known.repositories?.length === 0}
        >
          {isStarting ? t('start.submitting') : t('start.submit')}
        </ActionButton>
      </DialogActions>
    </form>
  );
}

// Nobody is told off for a field they have not come to yet.
function visibleIssues(
  issues: DraftIssues,
  touched: ReadonlySet<keyof StartTaskDraft>,
  submitted: boolean,
): DraftIssues {
  if (submitted) return issues;
  return Object.fromEntries(
    Object.entries(issues).filter(([field]) =>
      touched.has(field as keyof StartTaskDraft),
    ),
  );
}
