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
import { useRulePreview } from '../../../data/admin/useRulePreview';
import { agentTasksTranslationRef } from '../../../translation';
import { ActionButton } from '../../ActionButton';

/** How many repositories a glob matches; a click shows them. */
export function RuleMatches(props: {
  match: string;
  isOpen: boolean;
  listId: string;
  onToggle: () => void;
}) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { match, isOpen, listId, onToggle } = props;
  const { preview, error } = useRulePreview(match);
  if (!preview && !error) {
    return (
      <Skeleton
        width={28}
        sx={{ display: 'inline-block' }}
        aria-label={t('admin.preview.asking')}
      />
    );
  }
  if (!preview) {
    return (
      <Box component="span" sx={{ color: 'text.secondary' }}>
        {t('admin.preview.unknown')}
      </Box>
    );
  }
  return (
    <ActionButton
      aria-expanded={isOpen}
      aria-controls={isOpen ? listId : undefined}
      aria-label={
        isOpen
          ? t('admin.preview.hide', { match })
          : t('admin.preview.show', { count: preview.total })
      }
      title={
        isOpen
          ? t('admin.preview.hide', { match })
          : t('admin.preview.show', { count: preview.total })
      }
      onClick={onToggle}
      sx={{
        justifyContent: 'flex-start',
        minWidth: 28,
        px: 0.5,
        py: 0,
        ml: -0.5,
        lineHeight: 1.5,
      }}
    >
      {preview.total}
    </ActionButton>
  );
}
