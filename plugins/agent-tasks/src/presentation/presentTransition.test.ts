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

import {
  taskDetailSchema,
  type Transition,
} from 'backstage-plugin-agent-tasks-common';
import fc from 'fast-check';
import { anyTransitions } from '../__testUtils__/arbitraries';
import { presentCourse, queuedMs } from './presentTransition';

const at = (seconds: number) =>
  new Date(Date.UTC(2026, 10, 22, 14, 2, seconds)).toISOString();

function course(...transitions: (Omit<Transition, 'at'> & { s: number })[]) {
  return transitions.map(({ s, ...transition }) => ({
    ...transition,
    at: at(s),
  }));
}

describe('presentCourse', () => {
  const usual = course(
    { s: 7, kind: 'dispatch', to: 'accepted' },
    { s: 8, kind: 'state', to: 'queued' },
    { s: 30, kind: 'state', from: 'queued', to: 'in_progress' },
    { s: 41, kind: 'pull_request', to: 'draft', note: '#42' },
  );

  it('says how long each state lasted, and which one lasts', () => {
    expect(
      presentCourse(usual).map(({ label, tone, lastedMs, current }) => [
        label,
        tone,
        lastedMs,
        current,
      ]),
    ).toEqual([
      ['accepted', 'success', undefined, false],
      ['queued', 'success', 22_000, false],
      ['working', 'running', undefined, true],
      ['draftOpened', 'success', undefined, false],
    ]);
    expect(queuedMs(usual)).toBe(22_000);
    expect(queuedMs(usual.slice(0, 2))).toBeUndefined();
  });

  it.each<[Omit<Transition, 'at'>, string, string | undefined]>([
    [{ kind: 'dispatch', to: 'pending' }, 'requested', undefined],
    [{ kind: 'dispatch', to: 'rejected', note: 'No.' }, 'refused', 'No.'],
    [{ kind: 'dispatch', to: 'unknown', note: 'x' }, 'notConfirmed', undefined],
    [
      { kind: 'dispatch', from: 'unknown', to: 'abandoned', note: 'x' },
      'abandoned',
      undefined,
    ],
    [{ kind: 'state', to: 'failed', note: 'No tests' }, 'failed', 'No tests'],
    [
      { kind: 'state', to: 'unknown', note: 'awaiting_quota' },
      'unknownState',
      'awaiting_quota',
    ],
    [
      { kind: 'pull_request', to: 'open', note: '#4' },
      'pullRequestOpened',
      '#4',
    ],
    [
      { kind: 'pull_request', from: 'draft', to: 'open', note: '#4' },
      'markedReady',
      '#4',
    ],
    [
      { kind: 'pull_request', from: 'open', to: 'merged', note: '#4' },
      'merged',
      '#4',
    ],
    [
      { kind: 'pull_request', from: 'draft', to: 'closed', note: '#4' },
      'closed',
      '#4',
    ],
    [{ kind: 'tracking', to: 'paused', note: 'x' }, 'paused', undefined],
    [{ kind: 'tracking', to: 'stalled' }, 'stalled', undefined],
    [{ kind: 'tracking', to: 'not_found' }, 'neverFound', undefined],
    [{ kind: 'tracking', to: 'napping' }, 'other', 'napping'],
  ])('%j reads %s', (transition, label, detail) => {
    expect(presentCourse([{ at: at(0), ...transition }])[0]).toMatchObject({
      label,
      detail,
    });
  });

  it('has words for every course that the schema allows, in its order', () => {
    fc.assert(
      fc.property(anyTransitions(), transitions => {
        expect(
          taskDetailSchema.shape.transitions.safeParse(transitions).error,
        ).toBeUndefined();
        const entries = presentCourse(transitions);
        expect(entries.map(entry => entry.at)).toEqual(
          transitions.map(transition => transition.at),
        );
        for (const { label, tone, lastedMs = 0 } of entries) {
          expect(label).toEqual(expect.any(String));
          expect(tone).toEqual(expect.any(String));
          expect(lastedMs).toBeGreaterThanOrEqual(0);
        }
        expect(
          entries.filter(({ current }) => current).length,
        ).toBeLessThanOrEqual(1);
      }),
    );
  });
});
