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
import Skeleton from '@mui/material/Skeleton';
import { useId, useState } from 'react';
import { useExport } from '../../../data/admin/useExport';
import { saveFile } from '../../../data/saveFile';
import { agentTasksTranslationRef } from '../../../translation';
import { ActionButton } from '../../ActionButton';
import { ErrorNotice } from '../../ErrorNotice';

const FILE_NAME = 'agent-tasks-policy.yaml';

/** The rules as YAML: to read, to download, to copy, with a word on where to put it. */
export function ExportDialog(props: { isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { isOpen, onClose } = props;
  const { yaml, error, retry } = useExport({ enabled: isOpen });
  const [copied, setCopied] = useState<boolean>();
  const titleId = useId();

  const copy = async () => {
    // Browsers have no clipboard on plain http, and a person may refuse it.
    const copying = navigator.clipboard?.writeText(yaml ?? '');
    setCopied(
      copying
        ? await copying.then(
            () => true,
            () => false,
          )
        : false,
    );
  };
  return (
    <Dialog
      open={isOpen}
      onClose={onClose}
      aria-labelledby={titleId}
      fullWidth
      maxWidth="md"
      TransitionProps={{ onExited: () => setCopied(undefined) }}
    >
      <DialogTitle id={titleId}>{t('admin.exported.title')}</DialogTitle>
      <DialogContent sx={{ typography: 'body2' }}>
        <Box sx={{ mb: 1.5 }}>{t('admin.exported.where')}</Box>
        {Boolean(error) && <ErrorNotice error={error} onRetry={retry} />}
        {yaml === undefined && !error && (
          <Box role="status" aria-label={t('admin.exported.loading')}>
            <Skeleton variant="rounded" height={160} />
          </Box>
        )}
        {yaml !== undefined && (
          <Box
            component="pre"
            tabIndex={0}
            aria-label={t('admin.exported.label')}
            role="region"
            sx={{
              m: 0,
              p: 1.5,
              maxHeight: '45vh',
              overflow: 'auto',
              borderRadius: 1,
              border: 1,
              borderColor: 'divider',
              fontSize: '0.8125rem',
              lineHeight: 1.5,
            }}
          >
            {yaml}
          </Box>
        )}
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2, flexWrap: 'wrap', rowGap: 1 }}>
        <Box role="status" sx={{ flex: '1 1 auto', typography: 'body2' }}>
          {copied !== undefined &&
            t(copied ? 'admin.exported.copied' : 'admin.exported.notCopied')}
        </Box>
        <ActionButton onClick={onClose}>
          {t('admin.exported.close')}
        </ActionButton>
        <ActionButton
          variant="outlined"
          disabled={yaml === undefined}
          onClick={copy}
        >
          {t('admin.exported.copy')}
        </ActionButton>
        <ActionButton
          variant="contained"
          disabled={yaml === undefined}
          onClick={() =>
            saveFile({
              name: FILE_NAME,
              type: 'text/yaml',
              content: yaml ?? '',
            })
          }
        >
          {t('admin.exported.download')}
        </ActionButton>
      </DialogActions>
    </Dialog>
  );
}
