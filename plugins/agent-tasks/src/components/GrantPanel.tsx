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
import Skeleton from '@mui/material/Skeleton';
import type { Grant } from 'backstage-plugin-agent-tasks-common';
import { useConnect, useGrant } from '../data';
import { agentTasksTranslationRef } from '../translation';
import { ActionButton } from './ActionButton';
import { ConnectedGrant } from './ConnectedGrant';
import { ErrorNotice } from './ErrorNotice';
import { Notice } from './Notice';
import { Panel } from './Panel';

/** Whether the portal follows the viewer's tasks while they are away, and how to change that. */
export function GrantPanel(props: {
  /** This place is only on the way to GitHub and back. */
  keepReturnPath?: boolean;
}) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { grant, error, refresh } = useGrant();
  return (
    <Panel title={t('grant.heading')}>
      <Box sx={{ display: 'grid', gap: 2, p: 2, justifyItems: 'start' }}>
        {grant && <GrantFace {...props} grant={grant} />}
        {!grant && Boolean(error) && (
          <ErrorNotice error={error} onRetry={refresh} />
        )}
        {!grant && !error && (
          <Box role="status" aria-label={t('grant.loading')} width="100%">
            <Skeleton width="80%" height={20} />
            <Skeleton width="60%" height={20} />
            <Skeleton width={96} height={36} />
          </Box>
        )}
      </Box>
    </Panel>
  );
}

function GrantFace(props: { grant: Grant; keepReturnPath?: boolean }) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { grant } = props;
  if (grant.status === 'active') return <ConnectedGrant grant={grant} />;
  if (!grant.isOffered)
    return (
      <Box sx={{ color: 'text.secondary', maxWidth: '44rem' }}>
        {t('grant.notOffered')}
      </Box>
    );
  return <Unconnected {...props} />;
}

function Unconnected(props: { grant: Grant; keepReturnPath?: boolean }) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { grant, keepReturnPath } = props;
  const { connect, isConnecting, error } = useConnect({ keepReturnPath });
  const hasExpired = grant.status === 'expired';
  return (
    <>
      {hasExpired && (
        <Notice tone="attention" title={t('grant.expiredTitle')}>
          {grant.githubLogin
            ? t('grant.expiredAs', { login: grant.githubLogin })
            : t('grant.expired')}
        </Notice>
      )}
      <Box sx={{ maxWidth: '44rem' }}>{t('grant.intro')}</Box>
      <Box sx={{ maxWidth: '44rem', color: 'text.secondary' }}>
        {t('grant.meaning')}
      </Box>
      {Boolean(error) && <ErrorNotice error={error} onRetry={connect} />}
      <ActionButton
        variant="contained"
        disabled={isConnecting}
        onClick={connect}
      >
        {isConnecting && t('grant.leaving')}
        {!isConnecting &&
          (hasExpired ? t('grant.connectAgain') : t('grant.connect'))}
      </ActionButton>
    </>
  );
}
