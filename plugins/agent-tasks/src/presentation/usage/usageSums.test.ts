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

import { aUsageSum } from '../../testing';
import { creditsOf, formatShare, premiumRequestsOf } from './formatUsage';
import { addUsage, drawable, isUnknown, measureOf, shareOf } from './usageSums';

describe('addUsage', () => {
  it('adds billionths exactly where numbers would not', () => {
    const sums = [
      aUsageSum({ aiCreditsNano: '9007199254740993', tasks: 1 }),
      aUsageSum({ aiCreditsNano: '9007199254740993', premiumRequests: 1.5 }),
      aUsageSum({ aiCreditsNano: '1', unknownTasks: 2 }),
    ];
    expect(addUsage(sums)).toEqual({
      aiCreditsNano: '18014398509481987',
      tasks: 1,
      premiumRequests: 1.5,
      unknownTasks: 2,
    });
  });
});

describe('isUnknown', () => {
  it.each([
    ['nothing there', {}, false],
    ['all not reported', { tasks: 2, unknownTasks: 2 }, true],
    ['one of two reported as free', { tasks: 2, unknownTasks: 1 }, false],
    [
      'none wholly reported, but some',
      { tasks: 2, unknownTasks: 2, aiCreditsNano: '5' },
      false,
    ],
    [
      'in premium requests only',
      { tasks: 1, unknownTasks: 1, premiumRequests: 1 },
      false,
    ],
  ])('%s', (_, sum, unknown) => {
    expect(isUnknown(aUsageSum(sum))).toBe(unknown);
  });
});

describe('figures for people', () => {
  it('are never zero for what is not reported', () => {
    const unknown = aUsageSum({ tasks: 3, unknownTasks: 3 });
    expect(creditsOf(unknown)).toBeUndefined();
    expect(premiumRequestsOf(unknown)).toBeUndefined();
    const free = aUsageSum({ tasks: 3 });
    expect(creditsOf(free)).toBe('0.0');
    expect(premiumRequestsOf(free)).toBe('0');
  });

  it('are divided once, at the end', () => {
    expect(creditsOf(aUsageSum({ aiCreditsNano: '403451775000' }))).toBe(
      '403.5',
    );
  });
});

describe('shareOf', () => {
  const whole = aUsageSum({ aiCreditsNano: '3000', premiumRequests: 4 });
  it.each([
    [{ aiCreditsNano: '1000' }, 'aiCredits', 333],
    [{ aiCreditsNano: '2000' }, 'aiCredits', 667],
    [{ aiCreditsNano: '3000' }, 'aiCredits', 1000],
    [{ tasks: 1, unknownTasks: 1 }, 'aiCredits', undefined],
    [{ premiumRequests: 1 }, 'premiumRequests', 250],
  ] as const)('of %j in %s: %s', (part, measure, share) => {
    expect(shareOf(aUsageSum(part), whole, measure)).toBe(share);
  });

  it('is not known where the whole is nothing', () => {
    const nothing = aUsageSum({ tasks: 1 });
    expect(shareOf(nothing, nothing, 'aiCredits')).toBeUndefined();
    expect(shareOf(nothing, nothing, 'premiumRequests')).toBeUndefined();
  });

  it('has one decimal', () => expect(formatShare(333)).toBe('33.3%'));
});

describe('measureOf and drawable', () => {
  it.each([
    [{ aiCreditsNano: '1500000000' }, 'aiCredits', 1.5],
    [{ aiCreditsNano: '1500000000', premiumRequests: 9 }, 'aiCredits', 1.5],
    [{ premiumRequests: 9 }, 'premiumRequests', 9],
    [{}, 'aiCredits', 0],
  ])('%j: %s, %s', (changes, measure, length) => {
    const sum = aUsageSum(changes);
    expect(measureOf(sum)).toBe(measure);
    expect(drawable(sum, measureOf(sum))).toBe(length);
  });
});
