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
import type { Task } from 'backstage-plugin-agent-tasks-common';
import { useViewer } from '../data';
import { presentState } from '../presentation/presentState';
import { agentTasksTranslationRef } from '../translation';
import { StateIcon } from './StateIcon';
import { toneColor } from './tones';

/** The word for a task's state, in GitHub's own word where the portal has none. */
export function useStateWord(): (task: Task) => string {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const viewer = useViewer();
  return task => {
    const { label } = presentState(task);
    if (label === 'needsYourAnswer' && viewer && viewer !== task.requestedBy) {
      return t('state.needsAnswer');
    }
    return label === 'unknown' && task.rawState
      ? t('state.unknownWord', { word: task.rawState })
      : t(`state.${label}`);
  };
}

/** A task's state: icon and word, in its colour. */
export function StateLabel(props: { task: Task; suffix?: string }) {
  const { task, suffix } = props;
  const word = useStateWord()(task);
  const { tone, icon } = presentState(task);
  return (
    <Box
      component="span"
      sx={theme => ({
        display: 'inline-flex',
        alignItems: 'center',
        gap: 0.75,
        lineHeight: 1.45,
        fontWeight: 600,
        color: toneColor(theme, tone),
        overflowWrap: 'anywhere',
      })}
    >
      <StateIcon name={icon} />
      <span>
        {word}
        {suffix && ` · ${suffix}`}
      </span>
    </Box>
  );
}
