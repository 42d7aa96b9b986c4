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
import type { PolicyRuleEntry } from 'backstage-plugin-agent-tasks-common';
import { isEnabled } from '../../../data/admin/useChangeRule';
import { agentTasksTranslationRef } from '../../../translation';
import { ActionButton } from '../../ActionButton';
import { Notice } from '../../Notice';
import { RelativeTime } from '../../RelativeTime';
import { Requester } from '../../Requester';
import { RuleDiff } from '../RuleDiff';
import type { RuleConflict } from './useRuleForm';

/** What somebody else did meanwhile, and the two ways on; neither is taken silently. */
export function RuleConflictNotice(props: {
  /** The rule as it was opened. */
  opened: PolicyRuleEntry;
  conflict: RuleConflict;
  isSaving: boolean;
  onLoad: () => void;
  onOverwrite: () => void;
}) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { opened, conflict, isSaving, onLoad, onOverwrite } = props;
  const { theirs } = conflict;
  if (!theirs) {
    return (
      <Notice
        tone="attention"
        role="alert"
        title={t('ruleForm.goneTitle')}
        action={
          <ActionButton
            variant="outlined"
            disabled={isSaving}
            onClick={onOverwrite}
          >
            {t('ruleForm.addAnew')}
          </ActionButton>
        }
      >
        {t('ruleForm.gone')}
      </Notice>
    );
  }
  return (
    <Notice
      tone="attention"
      role="alert"
      title={t('ruleForm.conflictTitle')}
      action={
        <>
          <ActionButton variant="outlined" disabled={isSaving} onClick={onLoad}>
            {t('ruleForm.loadTheirs')}
          </ActionButton>
          <ActionButton
            variant="outlined"
            disabled={isSaving}
            onClick={onOverwrite}
          >
            {t('ruleForm.overwrite')}
          </ActionButton>
        </>
      }
    >
      {theirs.updatedBy && theirs.updatedAt && (
        <>
          <Requester entityRef={theirs.updatedBy} />,{' '}
          <RelativeTime at={theirs.updatedAt} />.{' '}
        </>
      )}
      {t('ruleForm.conflictBy')}
      <Box sx={{ mt: 0.5 }}>
        <RuleDiff
          before={opened.rule}
          after={theirs.rule}
          same={t('ruleForm.conflictSame')}
        />
        {isEnabled(opened) !== isEnabled(theirs) &&
          t(
            isEnabled(theirs)
              ? 'ruleForm.conflictEnabled'
              : 'ruleForm.conflictDisabled',
          )}
      </Box>
    </Notice>
  );
}
