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

import type { UsageReport } from 'backstage-plugin-agent-tasks-common';
import { toUsageCsv } from './toUsageCsv';

type Item = UsageReport['items'][number];

const total = {
  tasks: 1,
  aiCreditsNano: '0',
  premiumRequests: 0,
  unknownTasks: 0,
};

const report = (...weeks: Partial<Item>[][]): UsageReport => ({
  from: '2026-11-02',
  to: '2026-11-22',
  groupBy: 'model',
  total,
  items: [],
  weeks: weeks.map((items, index) => ({
    start: `2026-11-0${2 + 7 * index}`,
    total,
    items: items.map(item => ({ ...total, ...item })),
  })),
});

const HEADER =
  'week,key,tasks,ai_credits,premium_requests,tasks_without_reported_cost';

/** The rows without the header. */
const rowsOf = (...items: Partial<Item>[]) =>
  toUsageCsv(report(items)).split('\r\n').slice(1, -1);

describe('toUsageCsv', () => {
  it('begins with a byte order mark and the names of the columns', () => {
    expect(toUsageCsv(report([]))).toBe(`\ufeff${HEADER}\r\n`);
  });

  it('has a row per week and key', () => {
    const csv = toUsageCsv(
      report(
        [
          {
            key: 'gpt-5.4',
            tasks: 3,
            aiCreditsNano: '403451775000',
            premiumRequests: 1.5,
            unknownTasks: 1,
          },
          { tasks: 1, aiCreditsNano: '1000000000' },
        ],
        [{ key: 'gpt-5.4' }],
      ),
    );
    expect(csv).toBe(
      [
        `\ufeff${HEADER}`,
        '2026-11-02,gpt-5.4,3,403.451775,1.5,1',
        '2026-11-02,,1,1,0,0',
        '2026-11-09,gpt-5.4,1,0,0,0',
        '',
      ].join('\r\n'),
    );
  });

  it.each([
    ['0', '0'],
    ['1', '0.000000001'],
    ['999999999', '0.999999999'],
    ['1000000000', '1'],
    ['9007199254740993000000001', '9007199254740993.000000001'],
  ])('writes %s billionths as %s, every digit of it', (nano, credits) => {
    expect(rowsOf({ key: 'k', aiCreditsNano: nano })).toEqual([
      `2026-11-02,k,1,${credits},0,0`,
    ]);
  });

  it('leaves a cost empty of which nothing is reported', () => {
    expect(
      rowsOf(
        { key: 'nothing', tasks: 2, unknownTasks: 2 },
        { key: 'some', tasks: 2, unknownTasks: 2, aiCreditsNano: '5' },
        { key: 'measured as none', tasks: 2, unknownTasks: 1 },
      ),
    ).toEqual([
      '2026-11-02,nothing,2,,,2',
      '2026-11-02,some,2,0.000000005,0,2',
      '2026-11-02,measured as none,2,0,0,1',
    ]);
  });

  it.each([
    ['=HYPERLINK("http://evil.example","x")', /^'=HYPERLINK/],
    ['+1', /^'\+1$/],
    ['-1', /^'-1$/],
    ['@SUM(A1)', /^'@SUM/],
    ['\t=1', /^'\t=1$/],
    ['\r=1', /^'\r=1$/],
  ])('lets no spreadsheet run %j as a formula', (key, expected) => {
    const csv = toUsageCsv(report([{ key }]));
    const [, cell] = /^2026-11-02,("(?:[^"]|"")*"|[^,]*),/m.exec(csv)!;
    expect(cell.replace(/^"|"$/g, '')).toMatch(expected);
  });

  it('keeps a key with commas, quotes and lines in one cell', () => {
    expect(toUsageCsv(report([{ key: 'a,"b"\nc' }]))).toContain(
      '2026-11-02,"a,""b""\nc",1,',
    );
  });
});
