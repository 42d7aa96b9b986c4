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
import type { RulePreview } from 'backstage-plugin-agent-tasks-common';
import { useRulePreview } from '../../../data/admin/useRulePreview';
import { agentTasksTranslationRef } from '../../../translation';
import { EntityLink } from '../../EntityLink';
import { ErrorNotice } from '../../ErrorNotice';
import { Glob } from '../Glob';

/** The repositories that a glob matches, as far as the portal and the viewer know them. */
export function MatchesList(props: { match: string }) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { match } = props;
  const { preview, error, retry } = useRulePreview(match);
  if (!preview) {
    return error ? <ErrorNotice error={error} onRetry={retry} /> : null;
  }
  const { items, total } = preview;
  return (
    <Box sx={{ display: 'grid', gap: 0.75 }}>
      {total === 0 ? (
        <Box sx={{ color: 'text.secondary' }}>{t('admin.preview.none')}</Box>
      ) : (
        <Box
          component="ul"
          aria-label={t('admin.preview.list', { match })}
          tabIndex={0}
          sx={{
            m: 0,
            p: 0,
            listStyle: 'none',
            maxHeight: 260,
            overflowY: 'auto',
            display: 'grid',
            gridTemplateColumns:
              'repeat(auto-fill, minmax(min(100%, 20rem), 1fr))',
            columnGap: 3,
            rowGap: 0.5,
          }}
        >
          {items.map(item => (
            <MatchedRepository key={item.repository} item={item} />
          ))}
        </Box>
      )}
      {total > items.length && (
        <Box sx={{ color: 'text.secondary' }}>
          {t('admin.preview.more', { count: total - items.length })}
        </Box>
      )}
      {preview.gitHub !== 'asked' && (
        <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>
          {t(
            preview.gitHub === 'unavailable'
              ? 'admin.preview.unavailable'
              : 'admin.preview.signIn',
          )}
        </Box>
      )}
    </Box>
  );
}

function MatchedRepository(props: { item: RulePreview['items'][number] }) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { repository, entityRefs, isYours } = props.item;
  return (
    <Box
      component="li"
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'baseline',
        columnGap: 1,
      }}
    >
      <Glob>{repository}</Glob>
      {entityRefs.map(ref => (
        <EntityLink key={ref} entityRef={ref} />
      ))}
      {entityRefs.length === 0 && (
        <Box
          component="span"
          sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}
        >
          {t('admin.preview.noEntity')}
        </Box>
      )}
      {isYours && (
        <Box
          component="span"
          title={t('admin.preview.yoursMeaning')}
          sx={{
            px: 0.75,
            borderRadius: 1,
            fontSize: '0.75rem',
            backgroundColor: 'action.selected',
          }}
        >
          {t('admin.preview.yours')}
        </Box>
      )}
    </Box>
  );
}
