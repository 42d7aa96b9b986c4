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
import type { ReactNode } from 'react';
import { formatDuration } from '../presentation/formatTime';
import {
  presentError,
  type PresentedError,
} from '../presentation/presentError';
import { agentTasksTranslationRef } from '../translation';
import { ActionButton } from './ActionButton';
import { ExternalButton } from './ExternalLink';
import { Notice } from './Notice';
import { SignInButton } from './SignInButton';

/** A refusal or failure: what happened, why, and the one next step. */
export function ErrorNotice(props: {
  error: unknown;
  /** The next step, where it is known better than the error tells. */
  action?: ReactNode;
  /** Asks again; without it no repeat is offered. */
  onRetry?: () => void;
  /** A sentence to add, such as that nothing is lost. */
  addition?: string;
}) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const presented = presentError(props.error);
  const { title, message, retryAfter } = presented;
  const sentences = [
    title === 'portalDown' ? t('error.portalDownHint') : message,
    retryAfter !== undefined &&
      t('error.retryAfter', { duration: formatDuration(retryAfter * 1000) }),
    props.addition,
  ];
  return (
    <Notice
      role="alert"
      tone={presented.action === 'sign_in' ? 'muted' : 'danger'}
      title={t(`error.${title}`)}
      action={
        props.action ?? (
          <ErrorAction presented={presented} onRetry={props.onRetry} />
        )
      }
    >
      {sentences.filter(Boolean).join(' ')}
    </Notice>
  );
}

function ErrorAction(props: {
  presented: PresentedError;
  onRetry?: () => void;
}) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { action, url } = props.presented;
  if (action === 'sign_in') return <SignInButton />;
  if (action === 'authorize_sso' && url) {
    return (
      <ExternalButton href={url} variant="contained">
        {t('action.authorizeSso')}
      </ExternalButton>
    );
  }
  if (action === 'retry' && props.onRetry) {
    return (
      <ActionButton variant="outlined" onClick={props.onRetry}>
        {t('action.retry')}
      </ActionButton>
    );
  }
  return null;
}
