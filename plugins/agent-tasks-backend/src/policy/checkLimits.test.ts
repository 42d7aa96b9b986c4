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

import { checkLimits, type LimitCounts } from './checkLimits';
import type { PolicyLimits } from './types';

const now = new Date('2026-11-22T12:00:00.000Z');
const hoursAgo = (hours: number) =>
  new Date(now.getTime() - hours * 3_600_000).toISOString();

describe('checkLimits', () => {
  it.each<
    [
      name: string,
      limits: PolicyLimits,
      counts: LimitCounts,
      retryAfter: number | 'unknown' | undefined,
    ]
  >([
    [
      'no limits',
      {},
      { active: 99, startedInLastDay: [hoursAgo(1)] },
      undefined,
    ],
    [
      'below the active limit',
      { activeTasksPerUser: 2 },
      { active: 1, startedInLastDay: [] },
      undefined,
    ],
    [
      'at the active limit',
      { activeTasksPerUser: 2 },
      { active: 2, startedInLastDay: [] },
      'unknown',
    ],
    [
      'below the daily limit',
      { tasksPerUserPerDay: 2 },
      { active: 0, startedInLastDay: [hoursAgo(1)] },
      undefined,
    ],
    [
      'at the daily limit',
      { tasksPerUserPerDay: 2 },
      { active: 0, startedInLastDay: [hoursAgo(1), hoursAgo(23)] },
      3_600,
    ],
    [
      'beyond a limit that was lowered',
      { tasksPerUserPerDay: 1 },
      { active: 0, startedInLastDay: [hoursAgo(23), hoursAgo(1)] },
      23 * 3_600,
    ],
    [
      'older than a day',
      { tasksPerUserPerDay: 1 },
      { active: 0, startedInLastDay: [hoursAgo(24), hoursAgo(30)] },
      undefined,
    ],
    [
      'a moment before it passes out of the window',
      { tasksPerUserPerDay: 1 },
      { active: 0, startedInLastDay: [hoursAgo(23.99999)] },
      1,
    ],
  ])('%s', (_name, limits, counts, expected) => {
    const refusal = checkLimits(limits, counts, now);
    expect(refusal && (refusal.retryAfter ?? 'unknown')).toBe(expected);
    expect(refusal?.code ?? 'limit_reached').toBe('limit_reached');
  });
});
