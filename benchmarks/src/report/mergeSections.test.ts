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

import { mergeSections } from './mergeSections';

const TITLES = ['Calls', 'Lag', 'Lists'];
const older = mergeSections(
  '',
  TITLES,
  new Map([
    ['Calls', 'old calls\n\n### Detail\n\nmore'],
    ['Lists', 'old lists'],
  ]),
);

describe('mergeSections', () => {
  it('begins with what the report is', () => {
    expect(older).toMatch(/^# Benchmarks\n/);
    expect(older.match(/^# /gm)).toHaveLength(1);
  });

  it('puts a section in its place, and leaves the others as they are', () => {
    const report = mergeSections(older, TITLES, new Map([['Lag', 'new lag']]));
    expect(report.slice(report.indexOf('## '))).toBe(
      '## Calls\n\nold calls\n\n### Detail\n\nmore\n\n## Lag\n\nnew lag\n\n## Lists\n\nold lists\n',
    );
  });

  it('replaces a section that was measured anew', () => {
    const report = mergeSections(older, TITLES, new Map([['Lists', 'new']]));
    expect(report).toContain('## Lists\n\nnew\n');
    expect(report).not.toContain('old lists');
  });

  it('drops what is no longer measured', () => {
    expect(mergeSections(older, ['Lists'], new Map())).not.toContain('Calls');
  });
});
