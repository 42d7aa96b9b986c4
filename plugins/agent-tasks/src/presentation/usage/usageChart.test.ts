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

import { aUsageReport, aUsageSum } from '../../testing';
import { MOST_KEYS, toUsageChart } from './usageChart';

const keys = (number: number) =>
  Array.from({ length: number }, (_, index) => `user:default/p${index}`);

/** One week in which each of some people used more than the one before. */
function reportOf(people: string[]) {
  const items = people.map((key, index) => ({
    key,
    ...aUsageSum({ tasks: 1, aiCreditsNano: `${index + 1}000000000` }),
  }));
  return aUsageReport({
    items,
    weeks: [{ start: '2026-11-16', total: aUsageSum(), items }],
  });
}

describe('toUsageChart', () => {
  it('gives the costliest a colour each, and all others one', () => {
    const { series } = toUsageChart(reportOf(keys(10)), 'aiCredits');
    expect(series).toHaveLength(MOST_KEYS + 1);
    expect(series[0]).toMatchObject({ key: 'user:default/p9' });
    expect(series[MOST_KEYS]).toMatchObject({ kind: 'others', number: 3 });
    // 1 + 2 + 3, of those who used least.
    expect(series[MOST_KEYS].weeks[0].aiCreditsNano).toBe('6000000000');
  });

  it('speaks of no others where there are none', () => {
    const { series } = toUsageChart(reportOf(keys(MOST_KEYS)), 'aiCredits');
    expect(series.every(({ kind }) => kind === 'key')).toBe(true);
  });

  it('ranks by what it measures', () => {
    const item = (key: string, nano: string, premiumRequests: number) => ({
      key,
      ...aUsageSum({ tasks: 1, aiCreditsNano: nano, premiumRequests }),
    });
    const report = aUsageReport({
      items: [item('a', '9', 1), item('b', '0', 5)],
    });
    const first = (measure: 'aiCredits' | 'premiumRequests') =>
      toUsageChart(report, measure).series[0];
    expect(first('aiCredits')).toMatchObject({ key: 'a' });
    expect(first('premiumRequests')).toMatchObject({ key: 'b' });
  });

  it('draws nothing for what is not reported, and says so', () => {
    const unknown = aUsageSum({ tasks: 1, unknownTasks: 1 });
    const known = aUsageSum({ tasks: 1, aiCreditsNano: '5' });
    const chart = toUsageChart(
      aUsageReport({
        items: [
          { key: 'a', ...known },
          { key: 'b', ...unknown },
        ],
        weeks: [
          {
            start: '2026-11-02',
            total: known,
            items: [{ key: 'a', ...known }],
          },
          {
            start: '2026-11-09',
            total: unknown,
            items: [{ key: 'b', ...unknown }],
          },
          { start: '2026-11-16', total: aUsageSum(), items: [] },
        ],
      }),
      'aiCredits',
    );
    expect(chart.series.map(({ id }) => id)).toEqual(['a']);
    expect(chart.weeks.map(week => week.isUnknown)).toEqual([
      false,
      true,
      false,
    ]);
  });

  it('keeps what has no key apart', () => {
    const sum = aUsageSum({ tasks: 1, aiCreditsNano: '5' });
    const report = aUsageReport({
      items: [sum, { key: 'gpt-5.4', ...sum }],
      weeks: [{ start: '2026-11-16', total: sum, items: [sum] }],
    });
    const { series } = toUsageChart(report, 'aiCredits');
    expect(series.map(({ weeks }) => weeks[0].aiCreditsNano)).toEqual([
      '5',
      '0',
    ]);
  });
});
