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
import EditIcon from '@mui/icons-material/EditOutlined';
import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import type { PolicyChange } from 'backstage-plugin-agent-tasks-common';
import type { ReactElement } from 'react';
import { Link as RouterLink } from 'react-router-dom';
import type { StateIconName, Tone } from '../../../presentation/presentState';
import { agentTasksTranslationRef } from '../../../translation';
import { RelativeTime } from '../../RelativeTime';
import { Requester } from '../../Requester';
import { Glob } from '../Glob';
import { RuleDiff } from '../RuleDiff';
import { Toned } from '../Toned';
import { useAdminLinks } from '../useAdminLinks';

const FACES: Record<
  PolicyChange['action'],
  { tone: Tone; icon: StateIconName | ReactElement }
> = {
  created: { tone: 'success', icon: 'done' },
  updated: {
    tone: 'running',
    icon: <EditIcon aria-hidden sx={{ fontSize: 16 }} />,
  },
  enabled: { tone: 'success', icon: 'done' },
  disabled: { tone: 'muted', icon: 'paused' },
  deleted: { tone: 'danger', icon: 'failed' },
};

/** One change: what, of which rule, who, when, why, and what is different since. */
export function ChangeItem(props: {
  change: PolicyChange;
  isOfOneRule: boolean;
}) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const links = useAdminLinks();
  const { change, isOfOneRule } = props;
  const { action, before, after } = change;
  const match = (after ?? before)?.match;
  return (
    <Box
      component="li"
      sx={{
        display: 'grid',
        gap: 0.75,
        px: 2,
        py: 1.5,
        '&:not(:last-child)': { borderBottom: 1, borderColor: 'divider' },
      }}
    >
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          alignItems: 'center',
          columnGap: 1.25,
          rowGap: 0.25,
        }}
      >
        <Toned {...FACES[action]}>{t(`admin.history.${action}`)}</Toned>
        {match && <Glob>{match}</Glob>}
        <Box component="span" sx={{ color: 'text.secondary' }}>
          {t('admin.history.by')} <Requester entityRef={change.by} />,{' '}
          <RelativeTime at={change.at} />
        </Box>
        {!isOfOneRule && (
          <Link
            component={RouterLink}
            to={links.history(change.ruleId)}
            underline="hover"
            sx={{ fontSize: '0.8125rem', ml: { sm: 'auto' } }}
          >
            {t('admin.history.ofThisRule')}
          </Link>
        )}
      </Box>
      <Box sx={{ overflowWrap: 'anywhere' }}>“{change.reason}”</Box>
      {action !== 'enabled' && action !== 'disabled' && (
        <RuleDiff
          before={before}
          after={after}
          same={t('admin.history.sameFields')}
        />
      )}
    </Box>
  );
}
