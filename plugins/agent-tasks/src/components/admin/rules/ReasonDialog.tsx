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
import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import {
  deleteRuleRequestSchema,
  isAgentTasksError,
  type PolicyRuleEntry,
} from 'backstage-plugin-agent-tasks-common';
import { useState } from 'react';
import { useChangeRule } from '../../../data/admin/useChangeRule';
import { usePolicy } from '../../../data/admin/usePolicy';
import { agentTasksTranslationRef } from '../../../translation';
import { ConfirmDialog } from '../../ConfirmDialog';
import { Notice } from '../../Notice';
import { fieldErrorStyle } from '../../tones';
import { RuleDiff } from '../RuleDiff';

const MESSAGES = {
  disable: { title: 'disableTitle', done: 'disabled' },
  enable: { title: 'enableTitle', done: 'enabled' },
  delete: { title: 'deleteTitle', done: 'deleted' },
} as const;

/** Asks why before a rule is disabled, enabled or deleted, and says what that means. */
export function ReasonDialog(props: {
  isOpen: boolean;
  kind: 'disable' | 'enable' | 'delete';
  entry: PolicyRuleEntry;
  onClose: () => void;
  onDeleted: () => void;
}) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { isOpen, kind, onClose, onDeleted } = props;
  const alertApi = useApi(alertApiRef);
  const { refresh } = usePolicy();
  const { change, isChanging, error, forgetError } = useChangeRule();
  // As it was when the dialog opened; if it changes, the person decides again.
  const [entry, setEntry] = useState(props.entry);
  const [finding, setFinding] = useState<'changed' | 'gone'>();
  const [reason, setReason] = useState('');
  const [isSubmitted, setSubmitted] = useState(false);
  const [isDone, setDone] = useState(false);

  const { success, error: mistake } =
    deleteRuleRequestSchema.shape.reason.safeParse(reason);
  const issue = isSubmitted ? mistake?.issues[0].message : undefined;
  const { match } = entry.rule;

  const confirm = async () => {
    setSubmitted(true);
    if (!success) return;
    try {
      await change({ kind, entry, reason: reason.trim() });
    } catch (cause) {
      await learn(cause).catch(() => {});
      return;
    }
    alertApi.post({
      message: t(`admin.confirm.${MESSAGES[kind].done}`, { match }),
      severity: 'success',
      display: 'transient',
    });
    setDone(true);
    onClose();
  };

  async function learn(cause: unknown) {
    const code = isAgentTasksError(cause) ? cause.code : undefined;
    if (code !== 'rule_changed' && code !== 'rule_not_found') return;
    const now = (await refresh())?.rules.find(({ id }) => id === entry.id);
    setFinding(now ? 'changed' : 'gone');
    if (now) setEntry(now);
    forgetError();
  }

  return (
    <ConfirmDialog
      isOpen={isOpen}
      title={t(`admin.confirm.${MESSAGES[kind].title}`)}
      confirm={t(`admin.rules.${kind}`)}
      busy={t('admin.confirm.working')}
      isBusy={isChanging}
      isBlocked={finding === 'gone'}
      error={error}
      onConfirm={confirm}
      onClose={onClose}
      onExited={isDone && kind === 'delete' ? onDeleted : undefined}
    >
      <RuleDiff after={entry.rule} />
      <Box sx={{ color: 'text.secondary' }}>{meaning()}</Box>
      {finding && (
        <Notice tone="attention" role="alert">
          {t(`admin.confirm.${finding}`)}
        </Notice>
      )}
      <TextField
        // A dialog opens for what is typed here.
        // eslint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        required
        fullWidth
        size="small"
        label={t('ruleForm.reason')}
        value={reason}
        error={Boolean(issue)}
        helperText={issue ?? t('ruleForm.reasonHelp')}
        sx={theme => ({ mt: 0.5, ...fieldErrorStyle(theme) })}
        onChange={event => setReason(event.target.value)}
        onKeyDown={event => {
          if (event.key === 'Enter' && finding !== 'gone') confirm();
        }}
      />
    </ConfirmDialog>
  );

  function meaning() {
    if (kind === 'delete') return t('admin.confirm.deleteMeaning');
    if (kind === 'enable') return t('admin.confirm.enableMeaning');
    return t(
      entry.rule.deny
        ? 'admin.confirm.disableDeny'
        : 'admin.confirm.disableAllow',
      { match },
    );
  }
}
