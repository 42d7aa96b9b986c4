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

import fc from 'fast-check';
import { obeyLimits, type LimitsInput } from './obeyLimits';

const NOW = Date.UTC(2026, 10, 22, 12);
const MINUTE = 60_000;
const limits = (more: Partial<LimitsInput>) =>
  obeyLimits({ intervalMs: 15_000, now: NOW, ...more });
const rateLimit = (remaining: number, resetInMs = 30 * MINUTE) => ({
  limit: 5_000,
  remaining,
  resetAt: new Date(NOW + resetInMs).toISOString(),
});

describe('obeyLimits', () => {
  it.each<[string, Partial<LimitsInput>, number, number | undefined]>([
    ['GitHub says nothing', {}, 15_000, undefined],
    ['plenty', { rateLimit: rateLimit(4_000) }, 15_000, undefined],
    // 200 beyond the reserve: 100 looks in half an hour.
    ['little', { rateLimit: rateLimit(700) }, 18_000, undefined],
    ['the reserve', { rateLimit: rateLimit(501) }, 30 * MINUTE, 30 * MINUTE],
    ['nothing', { rateLimit: rateLimit(0) }, 30 * MINUTE, 30 * MINUTE],
    [
      'nothing, counted anew by now',
      { rateLimit: rateLimit(0, -1_000) },
      15_000,
      undefined,
    ],
    [
      'a clock that is hours ahead',
      { rateLimit: rateLimit(0, 600 * MINUTE) },
      60 * MINUTE,
      60 * MINUTE,
    ],
    [
      'a date that is none',
      { rateLimit: { ...rateLimit(0), resetAt: 'soon' } },
      15_000,
      undefined,
    ],
    ['Retry-After', { retryAfter: 40 }, 15_000, 40_000],
    [
      'Retry-After that is absurd',
      { retryAfter: 1e300 },
      15_000,
      24 * 60 * MINUTE,
    ],
    [
      'both',
      { retryAfter: 40, rateLimit: rateLimit(0) },
      30 * MINUTE,
      30 * MINUTE,
    ],
  ])('%s', (_, input, intervalMs, wait) => {
    expect(limits(input)).toEqual({
      intervalMs,
      ...(wait !== undefined && { notBefore: NOW + wait }),
    });
  });

  it('never asks more often for less, and keeps the reserve', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 15_000 }),
        fc.integer({ min: 0, max: 15_000 }),
        fc.integer({ min: 0, max: 60 * MINUTE }),
        (one, other, resetInMs) => {
          const [less, more] = [Math.min(one, other), Math.max(one, other)];
          const of = (remaining: number) =>
            limits({ rateLimit: { ...rateLimit(remaining, resetInMs) } });
          expect(of(less).intervalMs).toBeGreaterThanOrEqual(
            of(more).intervalMs,
          );
          expect(of(less).intervalMs).toBeGreaterThanOrEqual(15_000);
          expect(of(less).intervalMs).toBeLessThanOrEqual(60 * MINUTE);
          // Two calls per look until GitHub counts anew leave the reserve.
          if (less >= 2_500) return;
          const looks = Math.floor(resetInMs / of(less).intervalMs);
          expect(less - 2 * looks).toBeGreaterThanOrEqual(
            Math.min(less, 500) - 2,
          );
        },
      ),
    );
  });
});
