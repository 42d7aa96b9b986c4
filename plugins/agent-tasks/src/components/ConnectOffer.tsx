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
import { useConnect, useGrant } from '../data';
import { presentError } from '../presentation/presentError';
import { agentTasksTranslationRef } from '../translation';
import { ActionButton } from './ActionButton';

/** Offers to connect with GitHub, where the platform admins have set that up and it is not done. */
export function ConnectOffer() {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { grant } = useGrant();
  const { connect, isConnecting, error } = useConnect();
  if (!grant?.isOffered || grant.status === 'active') return null;
  return (
    <>
      <ActionButton disabled={isConnecting} onClick={connect}>
        {isConnecting ? t('grant.leaving') : t('action.keepFollowing')}
      </ActionButton>
      {Boolean(error) && (
        <FormHelperText error role="alert">
          {presentError(error).message || t('error.portalDownHint')}
        </FormHelperText>
      )}
    </>
  );
}
