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
import Autocomplete from '@mui/material/Autocomplete';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import TextField from '@mui/material/TextField';
import type { AllowedRepository } from '../data';
import type {
  DraftIssues,
  StartTaskDraft,
} from '../presentation/startTaskDraft';
import { agentTasksTranslationRef } from '../translation';
import { ChoiceField } from './ChoiceField';
import { MODEL_HINTS } from './modelHints';

/** The fields of the *Start task* dialog. */
export function StartTaskFields(props: {
  draft: StartTaskDraft;
  /** The rules of the chosen repository. */
  allowed?: AllowedRepository;
  repositories?: AllowedRepository[];
  issues: DraftIssues;
  disabled: boolean;
  onChange: (changes: Partial<StartTaskDraft>) => void;
}) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { draft, allowed, repositories, issues, disabled, onChange } = props;
  const isFollowUp = draft.headRef !== '';
  return (
    <>
      <Autocomplete
        options={(repositories ?? []).map(({ repository }) => repository)}
        value={allowed?.repository ?? null}
        disabled={disabled || isFollowUp}
        loading={!repositories}
        onChange={(_, repository) => onChange({ repository: repository ?? '' })}
        renderInput={params => (
          <TextField
            {...params}
            required
            label={t('start.repository')}
            error={Boolean(issues.repository)}
            helperText={issues.repository ?? t('start.repositoryHelp')}
          />
        )}
      />
      <TextField
        required
        multiline
        minRows={5}
        maxRows={16}
        label={t('start.prompt')}
        value={draft.prompt}
        disabled={disabled}
        error={Boolean(issues.prompt)}
        helperText={issues.prompt ?? t('start.promptHelp')}
        onChange={event => onChange({ prompt: event.target.value })}
      />
      <ChoiceField
        label={t('start.model')}
        value={draft.model}
        allowed={allowed?.models}
        hints={MODEL_HINTS}
        disabled={disabled}
        issue={issues.model}
        help={
          allowed?.models ? t('start.modelRestricted') : t('start.modelHelp')
        }
        onChange={model => onChange({ model })}
      />
      <ChoiceField
        label={t('start.customAgent')}
        value={draft.customAgent}
        allowed={allowed?.customAgents}
        disabled={disabled}
        issue={issues.customAgent}
        help={
          allowed?.customAgents
            ? t('start.customAgentRestricted')
            : t('start.customAgentHelp')
        }
        onChange={customAgent => onChange({ customAgent })}
      />
      {!isFollowUp && (
        <>
          <TextField
            label={t('start.baseRef')}
            value={draft.baseRef}
            disabled={disabled}
            error={Boolean(issues.baseRef)}
            helperText={issues.baseRef ?? t('start.baseRefHelp')}
            onChange={event => onChange({ baseRef: event.target.value })}
          />
          <FormControlLabel
            label={t('start.createPullRequest')}
            disabled={disabled}
            control={
              <Checkbox
                checked={draft.createPullRequest}
                onChange={event =>
                  onChange({ createPullRequest: event.target.checked })
                }
              />
            }
          />
        </>
      )}
    </>
  );
}
