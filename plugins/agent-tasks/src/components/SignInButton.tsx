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
import FormHelperText from '@mui/material/FormHelperText';
import { useGitHubSignIn } from '../data';
import { agentTasksTranslationRef } from '../translation';
import { ActionButton } from './ActionButton';

/** Opens GitHub's sign-in; then everything on screen is asked for again. */
export function SignInButton(props: { onSignedIn?: (token: string) => void }) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { signIn, isSigningIn, error } = useGitHubSignIn();
  return (
    <>
      <ActionButton
        variant="contained"
        disabled={isSigningIn}
        onClick={async () => {
          const token = await signIn();
          if (token) props.onSignedIn?.(token);
        }}
      >
        {isSigningIn ? t('action.signingIn') : t('action.signIn')}
      </ActionButton>
      {error && (
        <FormHelperText error role="alert">
          {error.message}
        </FormHelperText>
      )}
    </>
  );
}
