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

import { alertApiRef, useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import Dialog from '@mui/material/Dialog';
import DialogTitle from '@mui/material/DialogTitle';
import useMediaQuery from '@mui/material/useMediaQuery';
import type { PolicyRuleEntry } from 'backstage-plugin-agent-tasks-common';
import { useEffect, useId, useState } from 'react';
import { agentTasksTranslationRef } from '../../../translation';
import { ConfirmDialog } from '../../ConfirmDialog';
import { NARROW } from '../../narrow';
import { RuleForm } from './RuleForm';
import { useRuleForm } from './useRuleForm';

/** Adds a rule, or edits one. What is typed is not lost without a word. */
export function RuleFormDialog(props: {
  isOpen: boolean;
  entry?: PolicyRuleEntry;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { isOpen, entry, onClose } = props;
  const alertApi = useApi(alertApiRef);
  const [isAsking, setAsking] = useState(false);
  const titleId = useId();
  const fullScreen = useMediaQuery(NARROW);
  const form = useRuleForm({
    entry,
    onSaved: match => {
      alertApi.post({
        message: t(entry ? 'ruleForm.saved' : 'ruleForm.added', { match }),
        severity: 'success',
        display: 'transient',
      });
      onClose();
    },
  });
  useWarningBeforeUnload(isOpen && form.isDirty);

  const leave = () => {
    form.discard();
    onClose();
  };
  const close = () => {
    if (form.isSaving) return;
    if (form.isDirty) setAsking(true);
    else leave();
  };
  return (
    <>
      <Dialog
        open={isOpen}
        onClose={close}
        aria-labelledby={titleId}
        fullWidth
        maxWidth="md"
        fullScreen={fullScreen}
      >
        <DialogTitle id={titleId}>
          {t(entry ? 'ruleForm.editTitle' : 'ruleForm.addTitle')}
        </DialogTitle>
        <RuleForm form={form} onCancel={close} />
      </Dialog>
      <ConfirmDialog
        isOpen={isAsking}
        title={t('ruleForm.discardTitle')}
        confirm={t('ruleForm.discard')}
        cancel={t('ruleForm.keepEditing')}
        busy={t('ruleForm.discard')}
        isBusy={false}
        onClose={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false);
          leave();
        }}
      >
        {t('ruleForm.discardMeaning')}
      </ConfirmDialog>
    </>
  );
}

/** Has the browser ask before a reload or another site drops what was typed. */
function useWarningBeforeUnload(isDirty: boolean) {
  useEffect(() => {
    if (!isDirty) return undefined;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [isDirty]);
}
