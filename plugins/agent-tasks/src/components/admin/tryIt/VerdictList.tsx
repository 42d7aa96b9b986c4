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
import type { RuleVerdict } from 'backstage-plugin-agent-tasks-common';
import type { StateIconName, Tone } from '../../../presentation/presentState';
import { agentTasksTranslationRef } from '../../../translation';
import { Glob } from '../Glob';
import { Toned } from '../Toned';

const FACES: Record<
  RuleVerdict['outcome'],
  { tone: Tone; icon: StateIconName }
> = {
  allows: { tone: 'success', icon: 'done' },
  denies: { tone: 'danger', icon: 'failed' },
  does_not_apply: { tone: 'muted', icon: 'stopped' },
};

/** What every rule says; the one that decides stands out. */
export function VerdictList(props: {
  verdicts: RuleVerdict[];
  decidingId?: string;
}) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { verdicts, decidingId } = props;
  return (
    <Box
      component="ol"
      aria-label={t('tryIt.rules')}
      sx={{ m: 0, mt: 0.5, p: 0, listStyle: 'none' }}
    >
      {verdicts.map(({ id, match, outcome, reason }) => (
        <Box
          key={id}
          component="li"
          aria-current={id === decidingId ? 'true' : undefined}
          sx={{
            display: 'flex',
            flexWrap: 'wrap',
            alignItems: 'baseline',
            columnGap: 1.25,
            px: 1.25,
            py: 0.75,
            borderLeft: 3,
            borderColor: id === decidingId ? 'primary.main' : 'transparent',
          }}
        >
          <Box component="span" sx={{ alignSelf: 'center' }}>
            <Toned {...FACES[outcome]}>{t(`tryIt.${outcome}`)}</Toned>
          </Box>
          <Glob>{match}</Glob>
          <Box component="span" sx={{ overflowWrap: 'anywhere' }}>
            {reason}
          </Box>
          {id === decidingId && (
            <Box component="span" sx={{ fontWeight: 600 }}>
              {t('tryIt.decides')}
            </Box>
          )}
        </Box>
      ))}
    </Box>
  );
}
