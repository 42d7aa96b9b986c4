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

import {
  daysOfPeriod,
  describeDaysProblem,
  isDay,
  todayUtc,
  type UsagePeriod,
} from './usagePeriod';

describe('daysOfPeriod', () => {
  // 2026-11-22 is a Sunday, so its week began on the 16th.
  it.each<[Exclude<UsagePeriod, 'custom'>, string, string, string]>([
    ['last4Weeks', '2026-11-22', '2026-10-26', '2026-11-22'],
    ['last4Weeks', '2026-11-23', '2026-11-02', '2026-11-23'],
    ['last12Weeks', '2026-11-22', '2026-08-31', '2026-11-22'],
    ['thisMonth', '2026-11-22', '2026-11-01', '2026-11-22'],
    ['lastMonth', '2026-11-22', '2026-10-01', '2026-10-31'],
    ['lastMonth', '2026-03-31', '2026-02-01', '2026-02-28'],
    ['lastMonth', '2026-01-05', '2025-12-01', '2025-12-31'],
  ])('%s on %s: %s to %s', (period, today, from, to) => {
    expect(daysOfPeriod(period, today)).toEqual({ from, to });
  });
});

describe('todayUtc', () => {
  it('is the day at Greenwich, whatever the clock of the browser', () => {
    expect(todayUtc(Date.parse('2026-11-22T23:30:00-02:00'))).toBe(
      '2026-11-23',
    );
  });
});

describe('describeDaysProblem', () => {
  it.each([
    [undefined, '2026-11-01', 'missing'],
    ['2026-11-01', undefined, 'missing'],
    ['2026-02-30', '2026-11-01', 'missing'],
    ['2026-11-02', '2026-11-01', 'reversed'],
    ['2026-11-23', '2026-11-30', 'future'],
    ['2026-11-22', '2026-11-30', undefined],
    ['2026-11-01', '2026-11-01', undefined],
  ])('%s to %s: %s', (from, to, problem) => {
    expect(describeDaysProblem({ from, to }, '2026-11-22')).toBe(problem);
  });
});

describe('isDay', () => {
  it.each([
    ['2026-11-22', true],
    ['2026-13-01', false],
    ['20261122', false],
    [undefined, false],
  ])('%s: %s', (text, answer) => expect(isDay(text)).toBe(answer));
});
