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

import Box from '@mui/material/Box';
import type { ReactElement, ReactNode } from 'react';
import type { StateIconName, Tone } from '../../presentation/presentState';
import { StateIcon } from '../StateIcon';
import { toneColor } from '../tones';

/** An icon and a word in the colour of a tone: a state is never its colour alone. */
export function Toned(props: {
  tone: Tone;
  /** That of a state, or another one. */
  icon: StateIconName | ReactElement;
  size?: number;
  children: ReactNode;
}) {
  const { tone, icon, size, children } = props;
  return (
    <Box
      component="span"
      sx={theme => ({
        display: 'inline-flex',
        alignItems: 'center',
        gap: 0.5,
        fontWeight: tone === 'muted' ? 500 : 600,
        color: toneColor(theme, tone),
        whiteSpace: 'nowrap',
      })}
    >
      {typeof icon === 'string' ? (
        <StateIcon name={icon} size={size ?? 16} />
      ) : (
        icon
      )}
      {children}
    </Box>
  );
}
