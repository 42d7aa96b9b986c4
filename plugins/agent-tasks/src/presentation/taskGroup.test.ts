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
import { aTask } from '../testing';
import { isInGroup } from './taskGroup';

const lost = { state: undefined, dispatch: { status: 'unknown' } } as const;

describe('isInGroup', () => {
  it.each<[string, Partial<Task>, 'active' | 'finished']>([
    ['at work', {}, 'active'],
    ['idle', { state: 'idle' }, 'active'],
    ['failed', { state: 'failed' }, 'finished'],
    [
      'refused',
      { state: undefined, dispatch: { status: 'rejected' } },
      'finished',
    ],
    ['looked for', lost, 'active'],
    [
      'never found',
      { ...lost, tracking: { status: 'ended', reason: 'not_found' } },
      'finished',
    ],
    [
      'abandoned',
      { ...lost, tracking: { status: 'ended', reason: 'abandoned' } },
      'finished',
    ],
  ])('%s', (_, changes, group) => {
    const task = aTask(changes);
    expect(isInGroup(task, 'all')).toBe(true);
    expect(isInGroup(task, 'active')).toBe(group === 'active');
    expect(isInGroup(task, 'finished')).toBe(group === 'finished');
  });
});
