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

import { healthOf, healthSchema } from './healthOf';

describe('healthOf', () => {
  const now = Date.parse('2026-11-22T12:01:00Z');
  const ago = (seconds: number) =>
    new Date(now - seconds * 1_000).toISOString();
  const idle = { due: 0, paused: 0, followed: 0 };

  it.each([
    ['nobody to follow', idle, 'ok', 0],
    ['nobody due', { ...idle, followed: 900, paused: 100 }, 'ok', 0],
    ['due just now', { ...idle, due: 5, oldestDueAt: ago(0) }, 'ok', 0],
    [
      'due for an interval',
      { ...idle, due: 5, oldestDueAt: ago(15) },
      'ok',
      15,
    ],
    ['at the limit', { ...idle, due: 5, oldestDueAt: ago(45) }, 'ok', 45],
    ['beyond it', { ...idle, due: 1, oldestDueAt: ago(45.1) }, 'behind', 45.1],
    [
      'far behind',
      { ...idle, due: 1, oldestDueAt: ago(86_400) },
      'behind',
      86_400,
    ],
    [
      'a clock that went back',
      { ...idle, due: 1, oldestDueAt: ago(-3_600) },
      'ok',
      0,
    ],
  ])('%s', (_what, backlog, status, lagSeconds) => {
    const health = healthOf(backlog, { now, intervalMs: 15_000 });
    expect(health).toEqual({ status, tracker: { ...backlog, lagSeconds } });
    expect(healthSchema.parse(health)).toEqual(health);
  });

  it('is unavailable where the database is', () => {
    const health = healthOf(undefined, { now, intervalMs: 15_000 });
    expect(health).toEqual({ status: 'unavailable' });
    expect(healthSchema.parse(health)).toEqual(health);
  });
});
