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

import BlockIcon from '@mui/icons-material/Block';
import CheckIcon from '@mui/icons-material/Check';
import CloseIcon from '@mui/icons-material/Close';
import HelpOutlineIcon from '@mui/icons-material/HelpOutline';
import HourglassEmptyIcon from '@mui/icons-material/HourglassEmpty';
import PauseCircleOutlineIcon from '@mui/icons-material/PauseCircleOutline';
import AnnouncementIcon from '@mui/icons-material/AnnouncementOutlined';
import ScheduleIcon from '@mui/icons-material/Schedule';
import BedtimeIcon from '@mui/icons-material/BedtimeOutlined';
import SvgIcon, { type SvgIconProps } from '@mui/material/SvgIcon';
import { keyframes } from '@mui/material/styles';
import type { ComponentType } from 'react';
import type { StateIconName } from '../presentation/presentState';

const turn = keyframes({ to: { transform: 'rotate(360deg)' } });

function RunningIcon({ sx, ...props }: SvgIconProps) {
  return (
    <SvgIcon
      {...props}
      sx={{
        ...sx,
        animation: `${turn} 2.4s linear infinite`,
        '@media (prefers-reduced-motion: reduce)': { animation: 'none' },
      }}
    >
      <circle
        cx="12"
        cy="12"
        r="8.5"
        fill="none"
        stroke="currentColor"
        strokeWidth="2.6"
        strokeDasharray="38 16"
      />
    </SvgIcon>
  );
}

const ICONS: Record<StateIconName, ComponentType<SvgIconProps>> = {
  running: RunningIcon as ComponentType<SvgIconProps>,
  queued: HourglassEmptyIcon,
  answer: AnnouncementIcon,
  idle: BedtimeIcon,
  done: CheckIcon,
  failed: CloseIcon,
  time: ScheduleIcon,
  stopped: BlockIcon,
  question: HelpOutlineIcon,
  paused: PauseCircleOutlineIcon,
};

/** The icon of a state. Decoration: the word beside it says the same. */
export function StateIcon(props: { name: StateIconName; size?: number }) {
  const Icon = ICONS[props.name];
  return <Icon aria-hidden sx={{ fontSize: props.size ?? 18, flex: 'none' }} />;
}
