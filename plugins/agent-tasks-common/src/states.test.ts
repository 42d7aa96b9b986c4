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

import { GITHUB_TASK_STATES, isSettledState, parseTaskState } from './states';

describe('parseTaskState', () => {
  it.each(GITHUB_TASK_STATES)('knows %s', state => {
    expect(parseTaskState(state)).toBe(state);
  });

  it('takes a state of the future as unknown', () => {
    expect(parseTaskState('pondering')).toBe('unknown');
  });
});

describe('isSettledState', () => {
  it.each([
    ['queued', false],
    ['in_progress', false],
    ['waiting_for_user', false],
    ['idle', false],
    ['completed', true],
    ['failed', true],
    ['timed_out', true],
    ['cancelled', true],
    ['unknown', false],
    [undefined, false],
  ] as const)('%s: %s', (state, settled) => {
    expect(isSettledState(state)).toBe(settled);
  });
});
