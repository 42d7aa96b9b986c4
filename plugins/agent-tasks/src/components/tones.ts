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

import type { Theme } from '@mui/material/styles';
import type { Tone } from '../presentation/presentState';

// Readable as text (WCAG AA, 4.5:1) on the papers and backgrounds of Backstage's
// light and dark themes, which the palette's own colours are not.
const LIGHT: Record<Exclude<Tone, 'muted'>, string> = {
  running: '#0b57c2',
  success: '#176f30',
  danger: '#b91c2b',
  attention: '#855200',
};
const DARK: typeof LIGHT = {
  running: '#8ec1ff',
  success: '#6fdc8c',
  danger: '#ffaba4',
  attention: '#f0c862',
};

/** Makes the errors of form fields readable, which they are not on Backstage's dark paper. */
export function fieldErrorStyle(theme: Theme) {
  return {
    '&& .Mui-error:not(.MuiInputBase-root)': {
      color: toneColor(theme, 'danger'),
    },
  };
}

/** The colour of a tone in a theme. */
export function toneColor(theme: Theme, tone: Tone): string {
  if (tone === 'muted') return theme.palette.text.secondary;
  return (theme.palette.mode === 'dark' ? DARK : LIGHT)[tone];
}
