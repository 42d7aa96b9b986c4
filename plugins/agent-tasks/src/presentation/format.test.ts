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

import { DateTime, Settings } from 'luxon';
import { formatCredits } from './formatCredits';
import {
  describeAgo,
  elapsedMs,
  formatClock,
  formatDuration,
} from './formatTime';

const NOW = DateTime.fromISO('2026-11-22T14:06:00Z').toMillis();
const before = (duration: object) =>
  DateTime.fromMillis(NOW).minus(duration).toUTC().toISO()!;

describe('formatting', () => {
  beforeAll(() => {
    Settings.defaultZone = 'utc';
    Settings.defaultLocale = 'en';
  });

  it.each([
    ['403451775000', '403.5'],
    ['0', '0.0'],
    ['49999999', '0.0'],
    ['50000000', '0.1'],
    ['999950000000', '1,000.0'],
    // More than a number holds exactly.
    ['9007199254740993000000000', '9,007,199,254,740,993.0'],
    ['-5', undefined],
    ['1.5', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%s billionths are %s credits', (nano, credits) => {
    expect(formatCredits(nano, 'en')).toBe(credits);
  });

  it('writes credits as the language does', () => {
    expect(formatCredits('403451775000', 'de')).toBe('403,5');
  });

  it.each([
    [0, '0 s'],
    [22_900, '22 s'],
    [4 * 60_000 + 5_000, '4 min'],
    [60 * 60_000, '1 h'],
    [99 * 60_000, '1 h 39 min'],
    [50 * 3_600_000, '2 d'],
    [-5, '0 s'],
  ])('%s ms last %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });

  it.each([
    [{ seconds: 3 }, { key: 'justNow' }],
    [{ seconds: -30 }, { key: 'justNow' }],
    [{ seconds: 50 }, { key: 'ago', duration: '50 s' }],
    [{ minutes: 12 }, { key: 'ago', duration: '12 min' }],
    [{ minutes: 125 }, { key: 'ago', duration: '2 h' }],
    [{ hours: 15 }, { key: 'onDay', day: 'yesterday' }],
    [{ hours: 13 }, { key: 'ago', duration: '13 h' }],
    [{ days: 3 }, { key: 'onDay', day: '3 days ago' }],
    [{ days: 40 }, { key: 'onDay', day: 'Oct 13, 2026' }],
  ])('%j before now', (duration, ago) => {
    expect(describeAgo(before(duration), NOW)).toEqual(ago);
  });

  it('never runs backwards, as clocks differ', () => {
    expect(elapsedMs(before({ seconds: -9 }), NOW)).toBe(0);
  });

  it('names the day of a clock time unless it is today', () => {
    expect(formatClock(before({ minutes: 4 }), NOW)).toBe('14:02');
    expect(formatClock(before({ minutes: 4 }), NOW, { seconds: true })).toBe(
      '14:02:00',
    );
    expect(formatClock(before({ days: 1 }), NOW)).toBe('Nov 21, 14:06');
  });
});
