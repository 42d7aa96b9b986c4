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
import { alpha } from '@mui/material/styles';
import type { ReactNode } from 'react';
import type { Tone } from '../presentation/presentState';
import { toneColor } from './tones';

/** Says what happened and offers the next steps. */
export function Notice(props: {
  tone: Tone;
  title?: ReactNode;
  children: ReactNode;
  action?: ReactNode;
  role?: 'alert' | 'status';
}) {
  const { tone, title, children, action, role } = props;
  const quiet = tone === 'muted';
  return (
    <Box
      role={role}
      sx={theme => ({
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        justifyContent: 'space-between',
        gap: 1.5,
        px: 1.5,
        py: 1,
        typography: 'body2',
        borderLeft: 3,
        borderRadius: '0 6px 6px 0',
        borderColor: quiet ? 'divider' : toneColor(theme, tone),
        color: quiet ? 'text.secondary' : 'text.primary',
        backgroundColor: quiet
          ? undefined
          : alpha(toneColor(theme, tone), 0.08),
      })}
    >
      <Box sx={{ flex: '1 1 14rem', minWidth: 0, overflowWrap: 'anywhere' }}>
        {title && <Box sx={{ fontWeight: 600 }}>{title}</Box>}
        <Box sx={{ whiteSpace: 'pre-line' }}>{children}</Box>
      </Box>
      {action && (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>{action}</Box>
      )}
    </Box>
  );
}
