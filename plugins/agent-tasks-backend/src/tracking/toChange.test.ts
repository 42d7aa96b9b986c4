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
import { toChange } from './toChange';

const START = Date.parse('2026-11-22T12:00:00.000Z');
const MINUTE = 60_000;
const nothing = { fields: {}, transitions: [] };

describe('toChange', () => {
  it('writes nothing where nothing changed', () => {
    expect(toChange(storedTask(), nothing, new Date(START))).toBeUndefined();
  });

  it('tells once that a task has stalled, and keeps its state', () => {
    const later = new Date(START + 76 * MINUTE);
    const task = storedTask({ state: 'in_progress' });
    const change = toChange(task, nothing, later)!;
    expect(change).toMatchObject({
      at: later.toISOString(),
      fields: { tracking: { status: 'slow', reason: 'stalled' } },
      transitions: [{ kind: 'tracking', from: 'live', to: 'stalled' }],
    });
    expect(change.fields).not.toHaveProperty('state');
    const stalled = { ...task, tracking: change.fields.tracking! };
    expect(toChange(stalled, nothing, later)).toBeUndefined();
  });

  it('takes back that a task has stalled when it moves', () => {
    const later = new Date(START + 80 * MINUTE);
    const task = storedTask({
      state: 'in_progress',
      tracking: { status: 'slow', reason: 'stalled' },
    });
    const fields = { progressedAt: later.toISOString() };
    expect(
      toChange(task, { fields, transitions: [] }, later)!.fields.tracking,
    ).toEqual({ status: 'live' });
  });

  it('says after a day that a lost task most likely never was', () => {
    const task = pendingTask({
      dispatch: {
        status: 'unknown',
        error: { code: 'github_timeout', message: 'Lost' },
      },
      tracking: { status: 'slow' },
    });
    const change = toChange(task, nothing, new Date(START + 25 * 60 * MINUTE))!;
    expect(change.fields).toEqual({
      tracking: { status: 'ended', reason: 'not_found' },
      dispatch: {
        status: 'unknown',
        error: {
          code: 'github_timeout',
          message: expect.stringContaining('Start it anew'),
        },
      },
    });
  });
});
