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
import Link from '@mui/material/Link';
import Skeleton from '@mui/material/Skeleton';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Link as RouterLink, useLocation, useNavigate } from 'react-router-dom';
import { returnPaths, useCompleteGrant, useConnect } from '../data';
import { readGrantAnswer } from '../presentation/grantAnswer';
import { agentTasksTranslationRef } from '../translation';
import { ActionButton } from './ActionButton';
import { ErrorNotice } from './ErrorNotice';
import { GrantPanel } from './GrantPanel';
import { Notice } from './Notice';
import { Panel } from './Panel';
import type { TaskLinks } from './useTaskLinks';

/**
 * Where GitHub sends the browser back after it has asked for consent: ends
 * connecting, and goes back to where the person came from.
 */
export function ConnectPage(props: { links: TaskLinks }) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  const alertApi = useApi(alertApiRef);
  const [answer] = useState(() => readGrantAnswer(search));
  const { grant, error } = useCompleteGrant(answer);
  const returnTo = returnPaths.peek() ?? props.links.list ?? '/';
  const isDone = useRef(false);

  useEffect(() => {
    // A code must not stay in the address, where histories and copies keep it.
    if (search) navigate({ pathname, search: '' }, { replace: true });
  }, [search, pathname, navigate]);

  useEffect(() => {
    if (!grant || isDone.current) return;
    isDone.current = true;
    alertApi.post({
      message: t('grant.done', { login: grant.githubLogin ?? 'GitHub' }),
      severity: 'success',
      display: 'transient',
    });
    returnPaths.forget();
    navigate(returnTo, { replace: true });
  }, [grant, alertApi, t, navigate, returnTo]);

  if (!answer) return <GrantPanel keepReturnPath />;
  return (
    <Panel title={t('grant.heading')}>
      <Box sx={{ display: 'grid', gap: 2, p: 2 }}>
        {answer.kind === 'denied' && (
          <NotConnected returnTo={returnTo}>{t('grant.denied')}</NotConnected>
        )}
        {answer.kind === 'error' && (
          <NotConnected returnTo={returnTo}>
            {t('note.gitHubSays', { message: answer.message })}
          </NotConnected>
        )}
        {answer.kind === 'consent' && Boolean(error) && (
          <NotConnected returnTo={returnTo} error={error} />
        )}
        {answer.kind === 'consent' && !error && (
          <Box role="status">
            {t('grant.completing')}
            <Skeleton width="60%" height={20} />
          </Box>
        )}
      </Box>
    </Panel>
  );
}

function NotConnected(props: {
  returnTo: string;
  error?: unknown;
  children?: ReactNode;
}) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { connect, isConnecting, ...starting } = useConnect({
    keepReturnPath: true,
  });
  const error = starting.error ?? props.error;
  const again = (
    <ActionButton variant="outlined" disabled={isConnecting} onClick={connect}>
      {isConnecting ? t('grant.leaving') : t('action.retry')}
    </ActionButton>
  );
  return (
    <>
      {error ? (
        <ErrorNotice error={error} action={again} />
      ) : (
        <Notice
          tone="attention"
          role="alert"
          title={t('grant.notConnected')}
          action={again}
        >
          {props.children}
        </Notice>
      )}
      <Link component={RouterLink} to={props.returnTo} underline="hover">
        {t('grant.back')}
      </Link>
    </>
  );
}
