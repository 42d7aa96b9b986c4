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
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useId, type PropsWithChildren } from 'react';
import { agentTasksTranslationRef } from '../translation';
import { ActionButton } from './ActionButton';
import { ErrorNotice } from './ErrorNotice';

/** Says what a step means before it is taken. It stays open until the step has worked. */
export function ConfirmDialog(
  props: PropsWithChildren<{
    isOpen: boolean;
    title: string;
    confirm: string;
    busy: string;
    isBusy: boolean;
    /** The step can be taken no more. */
    isBlocked?: boolean;
    /** In place of "Cancel". */
    cancel?: string;
    error?: unknown;
    onConfirm: () => void;
    onClose: () => void;
    /** Told when the dialog is gone, and the focus back where it was. */
    onExited?: () => void;
  }>,
) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { isBusy, error, onConfirm } = props;
  const titleId = useId();
  const textId = useId();
  // What is under way cannot be called back by closing a dialog.
  const close = isBusy ? undefined : props.onClose;
  return (
    <Dialog
      open={props.isOpen}
      onClose={close}
      aria-labelledby={titleId}
      aria-describedby={textId}
      fullWidth
      maxWidth="xs"
      TransitionProps={{ onExited: props.onExited }}
    >
      <DialogTitle id={titleId}>{props.title}</DialogTitle>
      <DialogContent id={textId} sx={{ typography: 'body2' }}>
        <Box sx={{ display: 'grid', gap: 1.5 }}>{props.children}</Box>
      </DialogContent>
      {Boolean(error) && (
        <Box sx={{ px: 3, pb: 1 }}>
          <ErrorNotice error={error} />
        </Box>
      )}
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <ActionButton disabled={isBusy} onClick={close}>
          {props.cancel ?? t('action.cancel')}
        </ActionButton>
        <ActionButton
          variant="contained"
          disabled={isBusy || props.isBlocked}
          onClick={onConfirm}
        >
          {isBusy ? props.busy : props.confirm}
        </ActionButton>
      </DialogActions>
    </Dialog>
  );
}
