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
import CheckIcon from '@mui/icons-material/Check';
import Box from '@mui/material/Box';
import type { Grant } from 'backstage-plugin-agent-tasks-common';
import { useState } from 'react';
import { useRevokeGrant } from '../data';
import { formatDay } from '../presentation/formatTime';
import { agentTasksTranslationRef } from '../translation';
import { ActionButton } from './ActionButton';
import { ConfirmDialog } from './ConfirmDialog';
import { Fact, Facts } from './Facts';
import { RelativeTime } from './RelativeTime';
import { toneColor } from './tones';

/** A grant that holds: whose, since and until when, and how to end it. */
export function ConnectedGrant(props: { grant: Grant }) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { githubLogin, connectedAt, expiresAt } = props.grant;
  return (
    <>
      <Box
        sx={theme => ({
          display: 'inline-flex',
          alignItems: 'center',
          gap: 0.75,
          fontWeight: 600,
          color: toneColor(theme, 'success'),
        })}
      >
        <CheckIcon aria-hidden sx={{ fontSize: 18 }} />
        {t('grant.connected')}
      </Box>
      <Box sx={{ maxWidth: '44rem' }}>{t('grant.connectedMeaning')}</Box>
      <Facts>
        {githubLogin && <Fact name={t('grant.account')}>{githubLogin}</Fact>}
        {connectedAt && (
          <Fact name={t('grant.since')}>
            <RelativeTime at={connectedAt} text={formatDay(connectedAt)} />
          </Fact>
        )}
        <Fact name={t('grant.until')}>
          {expiresAt ? (
            <>
              <RelativeTime at={expiresAt} text={formatDay(expiresAt)} />{' '}
              {t('grant.ifUnused')}
            </>
          ) : (
            t('grant.untilRevoked')
          )}
        </Fact>
      </Facts>
      <Disconnect />
    </>
  );
}

function Disconnect() {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { revoke, isRevoking, error, forgetError } = useRevokeGrant();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <ActionButton
        variant="outlined"
        onClick={() => {
          forgetError();
          setOpen(true);
        }}
      >
        {t('grant.disconnect')}
      </ActionButton>
      <ConfirmDialog
        isOpen={isOpen}
        title={t('grant.disconnectTitle')}
        confirm={t('grant.disconnect')}
        busy={t('grant.disconnecting')}
        isBusy={isRevoking}
        error={error}
        onConfirm={() =>
          revoke().then(
            () => setOpen(false),
            () => {
              // Shown in the dialog, which stays for another try.
            },
          )
        }
        onClose={() => setOpen(false)}
      >
        <span>{t('grant.disconnectMeaning')}</span>
        <span>{t('grant.disconnectKeeps')}</span>
      </ConfirmDialog>
    </>
  );
}
