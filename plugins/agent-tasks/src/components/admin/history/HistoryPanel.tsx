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
import Link from '@mui/material/Link';
import Skeleton from '@mui/material/Skeleton';
import { Link as RouterLink, useSearchParams } from 'react-router-dom';
import { usePolicyChanges } from '../../../data/admin/usePolicyChanges';
import { agentTasksTranslationRef } from '../../../translation';
import { ActionButton } from '../../ActionButton';
import { ErrorNotice } from '../../ErrorNotice';
import { Panel } from '../../Panel';
import { StaleNotice } from '../../StaleNotice';
import { useAdminLinks } from '../useAdminLinks';
import { ChangeItem } from './ChangeItem';

/** Who changed which rule, when and why: all changes, or with `?rule=` those of one. */
export function HistoryPanel() {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const [search] = useSearchParams();
  const ruleId = search.get('rule') ?? undefined;
  const history = usePolicyChanges(ruleId);
  const { changes, error, knownAt, refresh } = history;
  const links = useAdminLinks();
  return (
    <Panel
      title={t(ruleId ? 'admin.history.titleOfRule' : 'admin.history.title')}
      action={
        ruleId && (
          <Link component={RouterLink} to={links.history()} underline="hover">
            {t('admin.history.showAll')}
          </Link>
        )
      }
    >
      {Boolean(error) && (
        <Box sx={{ p: 2 }}>
          {changes ? (
            <StaleNotice knownAt={knownAt} error={error} />
          ) : (
            <ErrorNotice error={error} onRetry={refresh} />
          )}
        </Box>
      )}
      {!changes && !error && (
        <Box
          sx={{ p: 2 }}
          role="status"
          aria-label={t('admin.history.loading')}
        >
          <Skeleton height={48} />
          <Skeleton height={48} />
        </Box>
      )}
      {changes?.length === 0 && (
        <Box
          sx={{ px: 2, py: 4, textAlign: 'center', color: 'text.secondary' }}
        >
          {t(ruleId ? 'admin.history.emptyRule' : 'admin.history.empty')}
        </Box>
      )}
      {changes && changes.length > 0 && (
        <Box
          component="ol"
          aria-label={t('admin.history.title')}
          sx={{ m: 0, p: 0, listStyle: 'none' }}
        >
          {changes.map(change => (
            <ChangeItem
              key={change.id}
              change={change}
              isOfOneRule={!!ruleId}
            />
          ))}
        </Box>
      )}
      {history.hasMore && (
        <Box sx={{ px: 2, py: 1.25, borderTop: 1, borderColor: 'divider' }}>
          <ActionButton
            disabled={history.isLoadingMore}
            onClick={history.loadMore}
          >
            {t('action.loadMore')}
          </ActionButton>
        </Box>
      )}
      <Box
        sx={{
          px: 2,
          py: 1.25,
          borderTop: 1,
          borderColor: 'divider',
          color: 'text.secondary',
        }}
      >
        {t('admin.history.configNote')}
      </Box>
    </Panel>
  );
}
