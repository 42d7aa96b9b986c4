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
      ['jitter', { random: 1 }, 16_500, undefined],
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
});
