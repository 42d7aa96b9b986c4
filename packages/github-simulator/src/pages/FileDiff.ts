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

import type { FileChange } from '../git';
import { h } from './html';

/** One changed file: its name, the counts, and the lines that came and went. */
export function FileDiff({ file }: { file: FileChange }) {
  return h(
    'details',
    { className: 'card' },
    h(
      'summary',
      null,
      h('code', null, file.path),
      ` ${file.status}, `,
      h('span', { className: 'good' }, `+${file.additions}`),
      ' ',
      h('span', { className: 'bad' }, `−${file.deletions}`),
    ),
    file.patch === undefined
      ? h('p', { className: 'soft' }, 'No lines to show.')
      : h(
          'pre',
          { className: 'diff' },
          ...file.patch
            .split('\n')
            .map((line, index) =>
              h('span', { key: index, className: toneOf(line) }, line || ' '),
            ),
        ),
  );
}

function toneOf(line: string): string | undefined {
  if (line.startsWith('+')) return 'add';
  if (line.startsWith('-')) return 'remove';
  return line.startsWith('@@') ? 'hunk' : undefined;
}
