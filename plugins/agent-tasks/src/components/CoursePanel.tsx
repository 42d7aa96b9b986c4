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
import CheckIcon from '@mui/icons-material/Check';
import CloseIcon from '@mui/icons-material/Close';
import FiberManualRecordIcon from '@mui/icons-material/FiberManualRecord';
import PriorityHighIcon from '@mui/icons-material/PriorityHigh';
import Box from '@mui/material/Box';
import type { Transition } from 'backstage-plugin-agent-tasks-common';
import { useNow } from '../data';
import {
  elapsedMs,
  formatClock,
  formatDuration,
  formatExact,
} from '../presentation/formatTime';
import type { Tone } from '../presentation/presentState';
import {
  presentCourse,
  type CourseEntry,
} from '../presentation/presentTransition';
import { agentTasksTranslationRef } from '../translation';
import { Panel } from './Panel';
import { StateIcon } from './StateIcon';
import { toneColor } from './tones';

/** What happened to a task, oldest first, and how long each state lasted. */
export function CoursePanel(props: { transitions: Transition[] }) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const course = presentCourse(props.transitions);
  return (
    <Panel title={t('task.course')}>
      {course.length === 0 ? (
        <Box sx={{ p: 2, color: 'text.secondary', fontSize: '0.875rem' }}>
          {t('course.empty')}
        </Box>
      ) : (
        <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 2, pb: 0.75 }}>
          {course.map((entry, index) => (
            <CourseLine key={`${entry.at}-${index}`} entry={entry} />
          ))}
        </Box>
      )}
    </Panel>
  );
}

function CourseLine(props: { entry: CourseEntry }) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { entry } = props;
  const now = useNow();
  const detail = entry.detail ?? '';
  const label = t(`course.${entry.label}`, { detail });
  const words =
    detail && !label.includes(detail)
      ? t('course.withDetail', { label, detail })
      : label;
  const runs = entry.current && entry.tone === 'running';
  const lasted = runs ? elapsedMs(entry.at, now) : entry.lastedMs;
  return (
    <Box
      component="li"
      aria-current={entry.current ? 'step' : undefined}
      sx={{
        display: 'grid',
        gridTemplateColumns: '20px minmax(0, 1fr) auto',
        columnGap: 1,
        pb: 1.5,
        position: 'relative',
        fontSize: '0.875rem',
        overflowWrap: 'anywhere',
        '&:not(:last-child)::before': {
          content: '""',
          position: 'absolute',
          left: 8,
          top: 22,
          bottom: 2,
          width: '2px',
          backgroundColor: 'divider',
        },
      }}
    >
      <Box
        component="span"
        sx={theme => ({ color: toneColor(theme, entry.tone), lineHeight: 1 })}
      >
        <CourseIcon tone={entry.tone} />
      </Box>
      <span>
        {lasted === undefined
          ? words
          : t('course.lasted', {
              label: words,
              duration: formatDuration(lasted),
            })}
      </span>
      <Box
        component="time"
        dateTime={entry.at}
        title={formatExact(entry.at)}
        sx={{
          color: 'text.secondary',
          fontSize: '0.8125rem',
          whiteSpace: 'nowrap',
        }}
      >
        {formatClock(entry.at, now, { seconds: true })}
      </Box>
    </Box>
  );
}

function CourseIcon(props: { tone: Tone }) {
  switch (props.tone) {
    case 'running':
      return <StateIcon name="running" />;
    case 'success':
      return <CheckIcon aria-hidden sx={{ fontSize: 18 }} />;
    case 'danger':
      return <CloseIcon aria-hidden sx={{ fontSize: 18 }} />;
    case 'attention':
      return <PriorityHighIcon aria-hidden sx={{ fontSize: 18 }} />;
    default:
      return (
        <FiberManualRecordIcon aria-hidden sx={{ fontSize: 10, m: '4px' }} />
      );
  }
}
