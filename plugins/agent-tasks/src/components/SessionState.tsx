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
import type { Session } from 'backstage-plugin-agent-tasks-common';
import { faceOfState } from '../presentation/presentState';
import { agentTasksTranslationRef } from '../translation';
import { StateIcon } from './StateIcon';
import { toneColor } from './tones';

/** The state of a session: icon and word. */
export function SessionState(props: { session: Session }) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { state, rawState } = props.session;
  const { label, tone, icon } = faceOfState(state);
  return (
    <Box
      component="span"
      sx={theme => ({
        display: 'inline-flex',
        alignItems: 'center',
        gap: 0.75,
        fontWeight: 600,
        color: toneColor(theme, tone),
      })}
    >
      <StateIcon name={icon} />
      {label === 'unknown'
        ? t('state.unknownWord', { word: rawState })
        : t(`state.${label}`)}
    </Box>
  );
}
