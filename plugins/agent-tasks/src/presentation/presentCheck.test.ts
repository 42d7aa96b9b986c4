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

import type { Task } from 'backstage-plugin-agent-tasks-common';
import fc from 'fast-check';
import { anyTask } from '../__testUtils__/arbitraries';
import { aTask, VIEWER } from '../testing';
import { mayCheckNow, untilNextLookMs } from './presentCheck';

const NOW = Date.parse('2026-11-22T14:00:00Z');
const at = (seconds: number) => new Date(NOW + seconds * 1000).toISOString();

describe('mayCheckNow', () => {
  it.each<[string, Partial<Task>, boolean]>([
    ['asked about all the time', { tracking: { status: 'live' } }, false],
    [
      'due in a moment',
      { tracking: { status: 'live', nextCheckAt: at(9) } },
      false,
    ],
    [
      'a little late',
      { tracking: { status: 'live', nextCheckAt: at(-59) } },
      false,
    ],
    ['late', { tracking: { status: 'live', nextCheckAt: at(-61) } }, true],
    [
      'asked about seldom',
      { tracking: { status: 'slow', nextCheckAt: at(200) } },
      true,
    ],
    ['paused', { tracking: { status: 'paused', nextCheckAt: at(-99) } }, false],
    ['over', { tracking: { status: 'ended', nextCheckAt: at(-99) } }, false],
    [
      'lost: its note offers that',
      { dispatch: { status: 'unknown' }, tracking: { status: 'slow' } },
      false,
    ],
    [
      'of somebody else',
      { requestedBy: 'user:default/grace', tracking: { status: 'slow' } },
      false,
    ],
  ])('%s', (_, task, may) => {
    expect(mayCheckNow(aTask(task), VIEWER, NOW)).toBe(may);
  });
});

describe('untilNextLookMs', () => {
  it.each([
    [at(20), 20_000],
    [at(4), 0],
    [at(-20), 0],
    [undefined, 0],
  ])('%s: %d', (nextCheckAt, ms) => {
    const task = aTask({ tracking: { status: 'live', nextCheckAt } });
    expect(untilNextLookMs(task, NOW)).toBe(ms);
  });

  it('is a duration for every task that the schema allows', () => {
    fc.assert(
      fc.property(anyTask(), task => {
        expect(untilNextLookMs(task, NOW)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
