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

import fc from 'fast-check';
import { pendingTask } from '../__testUtils__/storedTask';
import type { StoredTask } from './types';
import { nextDispatchStep } from './nextDispatchStep';

const LEASE_MS = 60_000;
const START = Date.parse('2026-11-22T12:00:00.000Z');
const after = (seconds: number) =>
  new Date(START + seconds * 1000).toISOString();

const unsent = pendingTask({ createdAt: after(0) });
const keyed = { ...unsent, idempotencyKey: 'key-1' };
const sent = { ...keyed, sentAt: after(50) };
const unknown: StoredTask = { ...sent, dispatch: { status: 'unknown' } };

describe('nextDispatchStep', () => {
  it.each<[string, StoredTask, seconds: number, string]>([
    ['just written', unsent, 0, 'wait'],
    ['written, and within its time', unsent, 60, 'wait'],
    ['never sent, nobody can ask again', unsent, 61, 'refuse'],
    ['never sent, its client has a key', keyed, 61, 'send'],
    ['never sent, an hour ago', keyed, 3600, 'send'],
    ['never sent, before an outage', keyed, 3601, 'refuse'],
    ['sent late, and within its time', sent, 110, 'wait'],
    ['sent, and no answer came', sent, 111, 'take-as-lost'],
    ['sent by a clock that was an hour ahead', sent, -3600, 'take-as-lost'],
    ['written by such a clock', keyed, -3600, 'send'],
    ['lost', unknown, 61, 'look'],
    [
      'lost and not found for a day',
      { ...unknown, tracking: { status: 'ended', reason: 'not_found' } },
      100_000,
      'look',
    ],
    [
      'given up by a person',
      { ...unknown, tracking: { status: 'ended', reason: 'abandoned' } },
      100,
      'nothing',
    ],
    [
      'accepted',
      { ...sent, dispatch: { status: 'accepted' } },
      1000,
      'nothing',
    ],
    [
      'rejected',
      { ...unsent, dispatch: { status: 'rejected' } },
      1000,
      'nothing',
    ],
  ])('%s', (_, task, seconds, step) => {
    expect(nextDispatchStep(task, START + seconds * 1000, LEASE_MS)).toBe(step);
  });

  describe('for any row and time', () => {
    const time = fc.integer({ min: -7200, max: 7200 });
    const row = fc.record({
      createdAt: time.map(after),
      sentAt: fc.option(time.map(after), { nil: undefined }),
      idempotencyKey: fc.option(fc.constant('key'), { nil: undefined }),
      dispatch: fc.record({
        status: fc.constantFrom(
          'pending' as const,
          'accepted' as const,
          'rejected' as const,
          'unknown' as const,
        ),
      }),
      tracking: fc.record({
        status: fc.constantFrom('live' as const, 'slow' as const),
        reason: fc.constantFrom(undefined, 'abandoned', 'stalled'),
      }),
    });
    const given = (check: (task: any, step: string, now: number) => void) =>
      fc.assert(
        fc.property(row, time, (task, seconds) => {
          const now = START + seconds * 1000;
          check(task, nextDispatchStep(task, now, LEASE_MS), now);
        }),
      );

    it('sends or refuses only what is pending and was never sent', () => {
      given((task, step, now) => {
        if (step !== 'send' && step !== 'refuse') return;
        expect(task.dispatch.status).toBe('pending');
        expect(task.sentAt).toBeUndefined();
        const isOld = now - Date.parse(task.createdAt) > 3600_000;
        expect(step === 'send').toBe(
          task.idempotencyKey !== undefined && !isOld,
        );
      });
    });

    it('leaves everything alone within its time', () => {
      given((task, step, now) => {
        if (task.dispatch.status !== 'pending') return;
        const age = Math.abs(now - Date.parse(task.sentAt ?? task.createdAt));
        expect(step === 'wait').toBe(age <= LEASE_MS);
      });
    });

    it('lets nothing wait for ever', () => {
      given((task, _step, now) => {
        const later = nextDispatchStep(task, now + 4 * 7200_000, LEASE_MS);
        expect(later).not.toBe('wait');
      });
    });
  });
});
