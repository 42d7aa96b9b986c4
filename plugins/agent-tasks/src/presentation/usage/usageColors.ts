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

// Seven that can be told apart on Backstage's papers by people with any of the
// usual colour visions, and the grey of "others"; the test holds them to that.
// Blue, ochre, green, pink, violet, brown or yellow, teal or pale blue.
const LIGHT = [
  '#0041f5',
  '#b8840a',
  '#077e3a',
  '#d24bb9',
  '#570099',
  '#491708',
  '#0f3e57',
];
const DARK = [
  '#79b3ec',
  '#e29b32',
  '#39efa6',
  '#f04cbc',
  '#b371f4',
  '#f3f368',
  '#bde0fa',
];
const OTHERS = { light: '#767676', dark: '#bdbdbd' };

/** The colours of a chart's series in a theme; the last is that of "others". */
export function usageColors(mode: 'light' | 'dark'): {
  keys: string[];
  others: string;
} {
  return { keys: mode === 'dark' ? DARK : LIGHT, others: OTHERS[mode] };
}
