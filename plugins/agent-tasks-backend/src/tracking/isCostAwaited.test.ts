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

import { storedTask } from '../__testUtils__/storedTask';
import type { StoredTask } from '../tasks/types';
import { isCostAwaited } from './isCostAwaited';

const MINUTE = 60_000;
const END = '2026-11-22T12:00:00.000Z';

const ended: Partial<StoredTask> = {
  state: 'completed',
  completedAt: END,
  seen: { lacksCost: true },
};

describe('isCostAwaited', () => {
  it.each<[string, Partial<StoredTask>, number, boolean]>([
    ['at the end', {}, 0, true],
    ['a while after it', {}, 29 * MINUTE, true],
    ['long after it', {}, 30 * MINUTE, false],
    ["where GitHub's clock is ahead", {}, -MINUTE, true],
    ['after a failure', { state: 'failed' }, MINUTE, true],
    [
      'where GitHub tells no time of the end',
      { completedAt: undefined, progressedAt: END },
      29 * MINUTE,
      true,
    ],
    ['once it is told', { seen: {} }, MINUTE, false],
    ['while the work goes on', { state: 'in_progress' }, MINUTE, false],
  ])('%s: %p', (_, more, after, expected) => {
    const task = storedTask({ ...ended, ...more });
    expect(isCostAwaited(task, Date.parse(END) + after)).toBe(expected);
  });
});
