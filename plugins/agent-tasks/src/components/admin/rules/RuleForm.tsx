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
import { isAgentTasksError } from 'backstage-plugin-agent-tasks-common';
import { useRef, type FormEvent } from 'react';
import { agentTasksTranslationRef } from '../../../translation';
import { ActionButton } from '../../ActionButton';
import { ErrorNotice } from '../../ErrorNotice';
import { focusFirstMistake } from '../../focusFirstMistake';
import { toneColor } from '../../tones';
import { RuleConflictNotice } from './RuleConflictNotice';
import { RuleFields } from './RuleFields';
import type { RuleFormState } from './useRuleForm';

/** The form of a rule: its fields, what stands in the way, and how to go on. */
export function RuleForm(props: { form: RuleFormState; onCancel: () => void }) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { form, onCancel } = props;
  const { opened, issues, isSaving, error, conflict } = form;
  const element = useRef<HTMLFormElement>(null);
  const mistakes = Object.keys(issues).length;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    await form.submit();
    focusFirstMistake(element);
  };
  // What stands at the fields need not be said twice.
  const isAtFields =
    mistakes > 0 &&
    isAgentTasksError(error) &&
    error.code === 'validation_failed';
  return (
    <form
      ref={element}
      onSubmit={submit}
      noValidate
      style={{ display: 'contents' }}
    >
      <DialogContent sx={{ typography: 'body2', pt: 1 }}>
        <RuleFields form={form} />
      </DialogContent>
      {/* Outside of what scrolls, so that nobody overlooks it. */}
      {conflict && opened && (
        <Box sx={{ px: 3, pb: 1, maxHeight: '45vh', overflowY: 'auto' }}>
          <RuleConflictNotice
            opened={opened}
            conflict={conflict}
            isSaving={isSaving}
            onLoad={form.loadTheirs}
            onOverwrite={form.overwrite}
          />
        </Box>
      )}
      {Boolean(error) && !isAtFields && (
        <Box sx={{ px: 3, pb: 1 }}>
          <ErrorNotice error={error} addition={t('ruleForm.kept')} />
        </Box>
      )}
      <DialogActions sx={{ px: 3, pb: 2, flexWrap: 'wrap' }}>
        <Box
          role="status"
          sx={theme => ({
            flex: '1 1 auto',
            typography: 'body2',
            color: toneColor(theme, 'danger'),
          })}
        >
          {mistakes > 0 && t('ruleForm.fix', { count: mistakes })}
        </Box>
        <ActionButton disabled={isSaving} onClick={onCancel}>
          {t('action.cancel')}
        </ActionButton>
        <ActionButton
          type="submit"
          variant="contained"
          disabled={isSaving || conflict !== undefined}
        >
          {submitWords()}
        </ActionButton>
      </DialogActions>
    </form>
  );

  function submitWords() {
    if (isSaving) return t('ruleForm.submitting');
    return t(opened ? 'ruleForm.submitEdit' : 'ruleForm.submitAdd');
  }
}
