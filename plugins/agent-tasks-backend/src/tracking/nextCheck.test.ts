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

import type { PullRequest } from 'backstage-plugin-agent-tasks-common';
import {
  isSettledState,
  TASK_STATES,
} from 'backstage-plugin-agent-tasks-common';
import fc from 'fast-check';
import { pendingTask, storedTask } from '../__testUtils__/storedTask';
import { nextCheck } from './nextCheck';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const START = Date.parse('2026-11-22T12:00:00.000Z');

const pullRequest = (more: Partial<PullRequest> = {}): PullRequest => ({
  number: 7,
  title: 'Add',
  url: 'https://github.com/acme/services/pull/7',
  state: 'open',
  isDraft: true,
  checks: 'success',
  ...more,
});

const running = (
  state: 'queued' | 'in_progress' | 'idle' | 'waiting_for_user' | 'unknown',
) => storedTask({ state });
const completed = (more: Partial<PullRequest>) =>
  storedTask({
    state: 'completed',
    completedAt: new Date(START).toISOString(),
    pullRequest: pullRequest(more),
  });

describe('nextCheck', () => {
  it.each([
    ['queued', running('queued'), 0, 'live', undefined],
    ['in progress', running('in_progress'), 74 * MINUTE, 'live', undefined],
    [
      'no change for long',
      running('in_progress'),
      76 * MINUTE,
      'slow',
      'stalled',
    ],
    ['queued for long', running('queued'), 76 * MINUTE, 'slow', 'stalled'],
    ['never moves', running('queued'), 15 * DAY, 'ended', 'stalled'],
    ['idle', running('idle'), 2 * HOUR, 'slow', undefined],
    ['waiting', running('waiting_for_user'), 2 * HOUR, 'slow', undefined],
    [
      'waiting for ever',
      running('waiting_for_user'),
      15 * DAY,
      'ended',
      'stalled',
    ],
    ['a future state', running('unknown'), 2 * HOUR, 'slow', undefined],
    [
      'checks pending',
      completed({ checks: 'pending' }),
      29 * MINUTE,
      'live',
      undefined,
    ],
    [
      'checks pending for long',
      completed({ checks: 'pending' }),
      31 * MINUTE,
      'slow',
      undefined,
    ],
    [
      'checks may start',
      completed({ checks: 'none' }),
      MINUTE,
      'live',
      undefined,
    ],
    ['no checks', completed({ checks: 'none' }), 3 * MINUTE, 'slow', undefined],
    ['checks green', completed({}), 0, 'slow', undefined],
    ["GitHub's clock is ahead", completed({}), -5 * MINUTE, 'slow', undefined],
    ['open for two weeks', completed({}), 15 * DAY, 'ended', undefined],
    ['merged', completed({ state: 'merged' }), 0, 'ended', undefined],
    ['closed', completed({ state: 'closed' }), 0, 'ended', undefined],
    [
      'no pull request',
      storedTask({ state: 'completed' }),
      0,
      'ended',
      undefined,
    ],
    [
      'its cost is to come',
      storedTask({ state: 'completed', seen: { lacksCost: true } }),
      29 * MINUTE,
      'slow',
      undefined,
    ],
    [
      'its cost does not come',
      storedTask({ state: 'completed', seen: { lacksCost: true } }),
      31 * MINUTE,
      'ended',
      undefined,
    ],
    [
      'failed without one',
      storedTask({ state: 'failed' }),
      0,
      'ended',
      undefined,
    ],
    [
      'one that could not be read yet',
      storedTask({ state: 'completed', seen: { pull: { id: 1 } } }),
      HOUR,
      'slow',
      undefined,
    ],
    [
      'refused',
      pendingTask({ dispatch: { status: 'rejected' } }),
      0,
      'ended',
      undefined,
    ],
    ['being sent', pendingTask(), 0, 'live', undefined],
    ['left unsent for days', pendingTask(), 72 * HOUR, 'live', undefined],
    [
      'lost',
      pendingTask({ dispatch: { status: 'unknown' } }),
      14 * MINUTE,
      'live',
      undefined,
    ],
    [
      'lost for long',
      pendingTask({ dispatch: { status: 'unknown' } }),
      HOUR,
      'slow',
      undefined,
    ],
    [
      'never found',
      pendingTask({ dispatch: { status: 'unknown' } }),
      25 * HOUR,
      'ended',
      'not_found',
    ],
    [
      'sent long after it was asked for, and lost',
      pendingTask({
        dispatch: { status: 'unknown' },
        sentAt: new Date(START + 25 * HOUR).toISOString(),
      }),
      25 * HOUR,
      'live',
      undefined,
    ],
  ])('%s', (_, task, later, status, reason) => {
    expect(nextCheck(task, START + later)).toEqual({
      status,
      ...(reason && { reason }),
    });
  });

  const tasks = fc
    .record({
      state: fc.constantFrom(...TASK_STATES, 'unknown' as const),
      dispatch: fc.record({
        status: fc.constantFrom('pending', 'accepted', 'rejected', 'unknown'),
      }),
      pullRequest: fc.option(
        fc
          .record({
            state: fc.constantFrom('open', 'closed', 'merged'),
            checks: fc.constantFrom(
              'success',
              'pending',
              'failure',
              'action_required',
              'none',
            ),
          })
          .map(more => pullRequest(more)),
        { nil: undefined },
      ),
      completedAt: fc.option(fc.constant(new Date(START).toISOString()), {
        nil: undefined,
      }),
    })
    .map(more => storedTask(more));
  const age = fc.integer({ min: -HOUR, max: 20 * DAY });

  it('follows less and less, and lets go of everything in the end', () => {
    const order = ['live', 'slow', 'ended'];
    fc.assert(
      fc.property(tasks, age, age, (task, one, other) => {
        const statusAt = (later: number) =>
          order.indexOf(nextCheck(task, START + later).status);
        expect(statusAt(Math.max(one, other))).toBeGreaterThanOrEqual(
          statusAt(Math.min(one, other)),
        );
        // What is pending stays for its next look to bring to an end.
        const isPending = task.dispatch.status === 'pending';
        expect(order[statusAt(15 * DAY)]).toBe(isPending ? 'live' : 'ended');
      }),
    );
  });

  it('follows every task at first whose work is not done', () => {
    fc.assert(
      fc.property(tasks, task => {
        const { status } = nextCheck(task, START);
        const isRefused = task.dispatch.status === 'rejected';
        const isDone =
          task.dispatch.status === 'accepted' && isSettledState(task.state);
        expect(isDone || (status === 'ended') === isRefused).toBe(true);
      }),
    );
  });
});
