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

import { pendingTask, storedTask } from '../__testUtils__/storedTask';
import { isKeyValid } from './isKeyValid';
import type { StoredTask } from './types';

const at = '2026-11-22T12:00:00.000Z';
const HOUR_MS = 60 * 60_000;

describe('isKeyValid', () => {
  it.each<[string, StoredTask, hours: number, boolean]>([
    ['being sent', pendingTask(), 1000, true],
    ['running', storedTask({ state: 'in_progress' }), 1000, true],
    [
      'lost and looked for',
      pendingTask({ dispatch: { status: 'unknown' } }),
      1000,
      true,
    ],
    [
      'settled a day ago, less a moment',
      storedTask({ state: 'completed', completedAt: at }),
      23.9,
      true,
    ],
    [
      'settled a day ago',
      storedTask({ state: 'completed', completedAt: at }),
      24,
      false,
    ],
    [
      'settled a day ago, its pull request seen since',
      storedTask({
        state: 'failed',
        completedAt: at,
        updatedAt: '2026-11-23T11:00:00.000Z',
      }),
      24,
      false,
    ],
    [
      'come back to life',
      storedTask({ state: 'in_progress', completedAt: undefined }),
      1000,
      true,
    ],
    [
      'given up after a day',
      pendingTask({
        dispatch: { status: 'unknown' },
        tracking: { status: 'ended', reason: 'not_found' },
        updatedAt: at,
      }),
      23.9,
      true,
    ],
    [
      'given up two days ago',
      pendingTask({
        dispatch: { status: 'unknown' },
        tracking: { status: 'ended', reason: 'not_found' },
        updatedAt: at,
      }),
      24,
      false,
    ],
  ])('%s', (_, task, hours, isValid) => {
    expect(isKeyValid(task, Date.parse(at) + hours * HOUR_MS)).toBe(isValid);
  });
});
