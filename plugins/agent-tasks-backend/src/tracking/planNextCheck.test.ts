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
import { planNextCheck, type PlanInput } from './planNextCheck';

const NOW = 1_000_000;
const MINUTE = 60_000;

const plan = (more: Partial<PlanInput>) =>
  planNextCheck({
    statuses: ['live'],
    failures: 0,
    intervalMs: 15_000,
    slowIntervalMs: 300_000,
    now: NOW,
    random: 0,
    ...more,
  });

describe('planNextCheck', () => {
  it.each<[string, Partial<PlanInput>, number | undefined, number | undefined]>(
    [
      ['nothing to follow', { statuses: [] }, undefined, undefined],
      ['all ended', { statuses: ['ended'] }, undefined, undefined],
      ['live', {}, 15_000, undefined],
      ['slow only', { statuses: ['slow'] }, 300_000, 300_000],
      ['both', { statuses: ['slow', 'live'] }, 15_000, 300_000],
      [
        'slow, due sooner',
        { statuses: ['slow'], sweepDueAt: NOW + 1_000 },
        1_000,
        1_000,
      ],
      ['slow, overdue', { statuses: ['slow'], sweepDueAt: NOW - 1 }, 0, -1],
      ['failed once', { failures: 1 }, 30_000, undefined],
      ['failed three times', { failures: 3 }, 120_000, undefined],
      ['failed very often', { failures: 1_000 }, 15 * MINUTE, undefined],
      [
        'rate limited',
        { failures: 1, notBefore: NOW + 600_000 },
        600_000,
        undefined,
      ],
      [
        'rate limited shortly',
        { failures: 1, notBefore: NOW + 1_000 },
        30_000,
        undefined,
      ],
      [
        'limited without failure',
        { notBefore: NOW + 60_000 },
        60_000,
        undefined,
      ],
      ['jitter', { random: 1 }, 15_300, undefined],
      [
        'more jitter where GitHub put it off',
        { random: 1, notBefore: NOW + 60_000 },
        66_000,
        undefined,
      ],
      [
        'more jitter after a failure',
        { random: 1, failures: 1 },
        33_000,
        undefined,
      ],
    ],
  )('%s', (_, input, check, sweep) => {
    expect(plan(input)).toEqual(
      check === undefined
        ? {}
        : {
            nextCheckAt: NOW + check,
            nextSweepAt: sweep === undefined ? undefined : NOW + sweep,
          },
    );
  });

  it('adds a minute of jitter at most', () => {
    expect(plan({ notBefore: NOW + 3_600_000, random: 1 }).nextCheckAt).toBe(
      NOW + 3_660_000,
    );
  });

  describe('whatever comes', () => {
    const HOUR = 60 * MINUTE;
    const inputs = fc.record({
      statuses: fc.array(fc.constantFrom('live', 'slow', 'ended'), {
        minLength: 1,
        maxLength: 4,
      }),
      sweepDueAt: fc.option(fc.integer({ min: NOW - HOUR, max: NOW + HOUR }), {
        nil: undefined,
      }),
      failures: fc.oneof(fc.nat(20), fc.nat()),
      notBefore: fc.option(fc.integer({ min: NOW - HOUR, max: NOW + HOUR }), {
        nil: undefined,
      }),
      intervalMs: fc.integer({ min: 15_000, max: HOUR }),
      slowIntervalMs: fc.integer({ min: HOUR, max: 2 * HOUR }),
      random: fc.double({ min: 0, max: 1, noNaN: true }),
    }) as fc.Arbitrary<Partial<PlanInput>>;

    it('ends if and only if nothing is left to follow', () => {
      fc.assert(
        fc.property(inputs, input => {
          const isLeft = input.statuses!.some(status => status !== 'ended');
          expect(plan(input).nextCheckAt !== undefined).toBe(isLeft);
        }),
      );
    });

    it('is never in the past, never before GitHub allows it, and bounded', () => {
      fc.assert(
        fc.property(inputs, input => {
          const { nextCheckAt } = plan(input);
          if (nextCheckAt === undefined) return;
          expect(Number.isInteger(nextCheckAt)).toBe(true);
          expect(nextCheckAt).toBeGreaterThanOrEqual(NOW);
          expect(nextCheckAt).toBeGreaterThanOrEqual(input.notBefore ?? 0);
          const latest = Math.max(
            input.failures! > 0 ? NOW + 15 * MINUTE : 0,
            NOW + input.intervalMs!,
            input.failures! > 0 ? 0 : input.sweepDueAt ?? 0,
            input.failures! > 0 ? 0 : NOW + input.slowIntervalMs!,
            input.notBefore ?? 0,
          );
          expect(nextCheckAt).toBeLessThanOrEqual(latest + MINUTE);
        }),
      );
    });

    it('waits no shorter after more failures', () => {
      fc.assert(
        fc.property(inputs, fc.integer({ min: 1, max: 40 }), (input, more) => {
          // The first failure may come sooner than a slow interval without one.
          const failures = Math.max(1, input.failures!);
          const before = plan({ ...input, failures }).nextCheckAt ?? 0;
          const after = plan({ ...input, failures: failures + more });
          expect(after.nextCheckAt ?? 0).toBeGreaterThanOrEqual(before);
        }),
      );
    });
  });
});
