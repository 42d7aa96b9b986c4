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
import type { AllowedRepository } from '../data';
import { findRepository } from '../presentation/findRepository';
import { presentError } from '../presentation/presentError';
import { agentTasksTranslationRef } from '../translation';
import { ErrorNotice } from './ErrorNotice';
import { Notice } from './Notice';
import { SignInButton } from './SignInButton';

/** Why there is nothing to choose from, or not what was meant, and whom to ask. */
export function RepositoriesNotice(props: {
  repositories?: AllowedRepository[];
  error?: unknown;
  refresh: () => void;
  /** The repository that is meant, where one is. */
  chosen?: string;
  onSignedIn?: (token: string) => void;
}) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { repositories, error, refresh, chosen, onSignedIn } = props;
  if (error) {
    return presentError(error).action === 'sign_in' ? (
      <Notice
        tone="attention"
        role="status"
        title={t('start.signInTitle')}
        action={<SignInButton onSignedIn={onSignedIn} />}
      >
        {t('start.signIn')}
      </Notice>
    ) : (
      <ErrorNotice error={error} onRetry={refresh} />
    );
  }
  if (repositories?.length === 0) {
    return (
      <Notice
        tone="attention"
        role="status"
        title={t('start.noneAllowedTitle')}
      >
        {t('start.noneAllowed')}
      </Notice>
    );
  }
  if (repositories && chosen && !findRepository(repositories, chosen)) {
    return (
      <Notice
        tone="attention"
        role="status"
        title={t('start.notAllowedTitle', { repository: chosen })}
      >
        {t('start.notAllowed')}
      </Notice>
    );
  }
  return null;
}
