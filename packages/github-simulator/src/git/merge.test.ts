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

import { GitObjects } from './GitObjects';
import { mergeFiles } from './merge';

const lines = (...text: string[]) => `${text.join('\n')}\n`;
const base = { 'a.md': lines('1', '2', '3', '4', '5'), 'b.md': 'b\n' };

describe('mergeFiles', () => {
  it.each<
    [
      string,
      Record<string, string>,
      Record<string, string>,
      Record<string, string>,
      string[],
    ]
  >([
    [
      'takes what only theirs changed',
      base,
      { ...base, 'b.md': 'new\n' },
      { ...base, 'b.md': 'new\n' },
      [],
    ],
    [
      'keeps what only ours changed',
      { ...base, 'b.md': 'our\n' },
      base,
      { ...base, 'b.md': 'our\n' },
      [],
    ],
    [
      'joins changes in different lines',
      { ...base, 'a.md': lines('one', '2', '3', '4', '5') },
      { ...base, 'a.md': lines('1', '2', '3', '4', 'five') },
      { ...base, 'a.md': lines('one', '2', '3', '4', 'five') },
      [],
    ],
    [
      'accepts the same change twice',
      { ...base, 'b.md': 'x\n' },
      { ...base, 'b.md': 'x\n' },
      { ...base, 'b.md': 'x\n' },
      [],
    ],
    [
      'reports a conflict and takes theirs',
      { ...base, 'b.md': 'our\n' },
      { ...base, 'b.md': 'their\n' },
      { ...base, 'b.md': 'their\n' },
      ['b.md'],
    ],
    [
      'removes what theirs removed',
      base,
      { 'a.md': base['a.md'] },
      { 'a.md': base['a.md'] },
      [],
    ],
    [
      'reports a removal of what ours changed',
      { ...base, 'b.md': 'our\n' },
      { 'a.md': base['a.md'] },
      { 'a.md': base['a.md'] },
      ['b.md'],
    ],
    [
      'adds new files of both',
      { ...base, c: 'c\n' },
      { ...base, d: 'd\n' },
      { ...base, c: 'c\n', d: 'd\n' },
      [],
    ],
  ])('%s', (_, ours, theirs, expected, conflicts) => {
    const objects = new GitObjects();
    const files = (content: Record<string, string>) =>
      objects.files(objects.writeFiles(content));
    const merged = mergeFiles(objects, files(base), files(ours), files(theirs));
    expect(merged.conflicts).toEqual(conflicts);
    expect(objects.writeTree(merged.files)).toBe(objects.writeFiles(expected));
  });
});
