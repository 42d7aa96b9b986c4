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
import { useNow } from '../data';
import { formatClock } from '../presentation/formatTime';
import { presentError } from '../presentation/presentError';
import { agentTasksTranslationRef } from '../translation';
import { Notice } from './Notice';
import { SignInButton } from './SignInButton';

/** Says, quietly, that what is on screen could not be refreshed. */
export function StaleNotice(props: { knownAt: number; error: unknown }) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { knownAt, error } = props;
  const now = useNow();
  const time = formatClock(new Date(knownAt).toISOString(), now);
  const { action, message } = presentError(error);
  return (
    <Notice
      tone="muted"
      role="status"
      action={action === 'sign_in' && <SignInButton />}
    >
      {t('list.stale', { time })} {message}
    </Notice>
  );
}
