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

import { usageReportSchema } from 'backstage-plugin-agent-tasks-common';
import { buildUsageReport } from './buildUsageReport';
import type { UsageRequest, UsageSum, UsageSums } from './UsageReader';

const sum = (overrides: Partial<UsageSum> = {}): UsageSum => ({
  tasks: 1,
  aiCreditsNano: 0n,
  premiumRequests: 0,
  unknownTasks: 0,
  ...overrides,
});

const NOTHING: UsageSums = {
  total: sum(),
  items: [],
  weeks: [],
  weekItems: [],
};

const build = (
  request: Partial<UsageRequest> = {},
  sums: Partial<UsageSums> = {},
) =>
  buildUsageReport(
    { from: '2026-11-02', to: '2026-11-22', groupBy: 'model', ...request },
    { ...NOTHING, ...sums },
  );

const weeksOf = (from: string, to: string) =>
  build({ from, to }).weeks.map(({ start }) => start);

describe('buildUsageReport', () => {
  it.each<[string, string, string, string[]]>([
    ['whole weeks', '2026-11-02', '2026-11-15', ['2026-11-02', '2026-11-09']],
    ['one day, a Sunday', '2026-11-08', '2026-11-08', ['2026-11-02']],
    ['one day, a Monday', '2026-11-09', '2026-11-09', ['2026-11-09']],
    [
      'parts of weeks, over the end of a year',
      '2026-12-30',
      '2027-01-04',
      ['2026-12-28', '2027-01-04'],
    ],
    [
      'a leap day',
      '2028-02-27',
      '2028-03-06',
      ['2028-02-21', '2028-02-28', '2028-03-06'],
    ],
    ['the last days there are', '9999-12-27', '9999-12-31', ['9999-12-27']],
  ])('has every week of %s', (_what, from, to, expected) => {
    expect(weeksOf(from, to)).toEqual(expected);
  });

  it('has 105 weeks in two years, each seven days after the one before', () => {
    const weeks = weeksOf('2024-11-22', '2026-11-22');
    expect(weeks).toHaveLength(105);
    for (let index = 1; index < weeks.length; index++) {
      expect(Date.parse(weeks[index]) - Date.parse(weeks[index - 1])).toBe(
        7 * 24 * 60 * 60 * 1000,
      );
    }
  });

  it('puts sums where they belong, and has empty weeks as well', () => {
    const item = sum({ aiCreditsNano: 2n ** 70n, unknownTasks: 1 });
    const report = build(
      {},
      {
        total: item,
        items: [{ key: 'gpt-5.4', ...item }],
        weeks: [{ week: '2026-11-09', ...item }],
        weekItems: [{ week: '2026-11-09', key: 'gpt-5.4', ...item }],
      },
    );
    const shown = {
      tasks: 1,
      aiCreditsNano: '1180591620717411303424',
      premiumRequests: 0,
      unknownTasks: 1,
    };
    const nothing = { ...shown, tasks: 0, aiCreditsNano: '0', unknownTasks: 0 };
    expect(report).toEqual({
      from: '2026-11-02',
      to: '2026-11-22',
      groupBy: 'model',
      total: shown,
      items: [{ key: 'gpt-5.4', ...shown }],
      weeks: [
        { start: '2026-11-02', total: nothing, items: [] },
        {
          start: '2026-11-09',
          total: shown,
          items: [{ key: 'gpt-5.4', ...shown }],
        },
        { start: '2026-11-16', total: nothing, items: [] },
      ],
    });
    expect(usageReportSchema.parse(report)).toEqual(report);
  });

  it('has the costliest first, and what is not known last among equals', () => {
    const items = [
      { key: 'nothing', ...sum() },
      { ...sum() },
      { key: 'also nothing', ...sum() },
      { key: 'more tasks', ...sum({ tasks: 2 }) },
      { key: 'premium', ...sum({ premiumRequests: 1.5 }) },
      { key: 'little', ...sum({ aiCreditsNano: 9n }) },
      { key: 'much', ...sum({ aiCreditsNano: 2n ** 64n }) },
      { key: 'one more', ...sum({ aiCreditsNano: 2n ** 64n + 1n }) },
    ];
    expect(build({}, { items }).items.map(({ key }) => key)).toEqual([
      'one more',
      'much',
      'little',
      'premium',
      'more tasks',
      'also nothing',
      'nothing',
      undefined,
    ]);
  });
});
