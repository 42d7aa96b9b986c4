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
import type { PolicyRuleEntry } from 'backstage-plugin-agent-tasks-common';
import { formatShortDay } from '../../../presentation/admin/formatShortDay';
import { formatExact } from '../../../presentation/formatTime';
import { agentTasksTranslationRef } from '../../../translation';
import { Requester } from '../../Requester';

/** Where a rule comes from: the key in app-config, or when and by whom it was added here. */
export function RuleOrigin(props: { entry: PolicyRuleEntry }) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { entry } = props;
  if (entry.origin === 'config') {
    return (
      <Box
        component="span"
        title={t('rule.origin.configKey', { key: entry.id })}
        sx={{
          display: 'inline-block',
          px: 1,
          borderRadius: 5,
          fontSize: '0.75rem',
          whiteSpace: 'nowrap',
          backgroundColor: 'action.selected',
        }}
      >
        {t('rule.origin.config')}
      </Box>
    );
  }
  const { createdAt, createdBy } = entry;
  return (
    <span title={createdAt && formatExact(createdAt)}>
      {t('rule.origin.addedHere', {
        day: createdAt ? formatShortDay(createdAt) : '',
      })}
      {createdBy && (
        <>
          {' '}
          {t('rule.origin.by')} <Requester entityRef={createdBy} />
        </>
      )}
    </span>
  );
}
