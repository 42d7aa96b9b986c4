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
import { usePolicy } from '../../../data/admin/usePolicy';
import { agentTasksTranslationRef } from '../../../translation';
import { ErrorNotice } from '../../ErrorNotice';
import { Panel } from '../../Panel';
import { StaleNotice } from '../../StaleNotice';
import { TryItPanel } from '../tryIt/TryItPanel';
import { RulesPanel } from './RulesPanel';

/** The rules, and what they say about a case. */
export function RulesPage(props: { mayUpdate: boolean }) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { policy, error, knownAt, refresh } = usePolicy();
  if (!policy) {
    return (
      <Panel title={t('admin.rules.title')}>
        <Box sx={{ p: 2 }}>
          {error ? (
            <ErrorNotice error={error} onRetry={refresh} />
          ) : (
            <Box role="status" aria-label={t('admin.rules.loading')}>
              <Skeleton height={36} />
              <Skeleton height={36} />
              <Skeleton height={36} />
            </Box>
          )}
        </Box>
      </Panel>
    );
  }
  return (
    <Box sx={{ display: 'grid', gap: 2.5, minWidth: 0 }}>
      {Boolean(error) && <StaleNotice knownAt={knownAt} error={error} />}
      <RulesPanel policy={policy} mayUpdate={props.mayUpdate} />
      <TryItPanel policy={policy} />
    </Box>
  );
}
