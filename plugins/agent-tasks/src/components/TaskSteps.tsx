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
import { Fragment } from 'react';
import { formatDuration } from '../presentation/formatTime';
import type { TaskStep } from '../presentation/taskSteps';
import { agentTasksTranslationRef } from '../translation';
import { NARROW } from './narrow';
import { toneColor } from './tones';
import { VISUALLY_HIDDEN } from './visuallyHidden';

/** The way of a task as a line of steps; for screen readers an ordered list. */
export function TaskSteps(props: {
  steps: TaskStep[];
  /** How long the task was queued, in milliseconds, where that is known. */
  queuedMs?: number;
}) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { steps, queuedMs } = props;
  return (
    <Box
      component="ol"
      aria-label={t('step.label')}
      sx={{
        display: 'flex',
        alignItems: 'center',
        flexWrap: 'wrap',
        rowGap: 0.5,
        listStyle: 'none',
        m: 0,
        p: 0,
        fontSize: '0.75rem',
      }}
    >
      {steps.map((step, index) => (
        <Fragment key={step.name}>
          {index > 0 && <Line reached={isPassed(steps.slice(0, index))} />}
          <Box
            component="li"
            aria-current={step.status === 'current' ? 'step' : undefined}
            sx={theme => ({ whiteSpace: 'nowrap', ...styleOf(step)(theme) })}
          >
            {t(`step.${step.name}`)}
            {step.name === 'queued' &&
              queuedMs !== undefined &&
              ` ${formatDuration(queuedMs)}`}
            <span style={VISUALLY_HIDDEN}>, {t(`step.${step.status}`)}</span>
          </Box>
        </Fragment>
      ))}
    </Box>
  );
}

// A later step can be done before an earlier one; the line shows only what is behind.
function isPassed(steps: TaskStep[]): boolean {
  return steps.every(({ status }) => status === 'done');
}

function Line(props: { reached: boolean }) {
  return (
    <Box
      component="li"
      role="presentation"
      aria-hidden
      sx={theme => ({
        flex: '1 1 1rem',
        minWidth: '0.5rem',
        height: '2px',
        mx: 1,
        [NARROW]: { flexBasis: '0.5rem', mx: 0.5 },
        backgroundColor: props.reached
          ? toneColor(theme, 'running')
          : theme.palette.divider,
      })}
    />
  );
}

function styleOf(step: TaskStep) {
  return (theme: Parameters<typeof toneColor>[0]) => {
    switch (step.status) {
      case 'current':
        return { color: toneColor(theme, 'running'), fontWeight: 700 };
      case 'done':
        return { color: theme.palette.text.primary };
      case 'missed':
        return {
          color: theme.palette.text.secondary,
          textDecoration: 'line-through',
        };
      default:
        return { color: theme.palette.text.secondary };
    }
  };
}
