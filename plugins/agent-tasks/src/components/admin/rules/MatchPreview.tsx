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
import { describeGlobProblem } from 'backstage-plugin-agent-tasks-common';
import { useDebounced } from '../../../data/admin/useDebounced';
import { useRulePreview } from '../../../data/admin/useRulePreview';
import { agentTasksTranslationRef } from '../../../translation';
import { MatchesList } from './MatchesList';

/** What the glob that is being typed matches, once it is one and stands still. */
export function MatchPreview(props: { match: string }) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const match = useDebounced(props.match.trim());
  const isGlob = describeGlobProblem(match) === undefined;
  const { preview, error } = useRulePreview(match, { enabled: isGlob });
  return (
    <Box role="status" sx={{ typography: 'body2', minHeight: 24 }}>
      {isGlob && !preview && !error && (
        <Box sx={{ color: 'text.secondary' }}>{t('admin.preview.asking')}</Box>
      )}
      {isGlob && Boolean(preview ?? error) && (
        <>
          {preview && preview.total > 0 && (
            <Box sx={{ fontWeight: 600, mb: 0.5 }}>
              {t('admin.preview.matches', { count: preview.total })}
            </Box>
          )}
          <MatchesList match={match} />
        </>
      )}
    </Box>
  );
}
