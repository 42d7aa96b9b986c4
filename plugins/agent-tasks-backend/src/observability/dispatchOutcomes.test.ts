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

import type { Transition } from 'backstage-plugin-agent-tasks-common';
import { dispatchOutcomes } from './dispatchOutcomes';

describe('dispatchOutcomes', () => {
  const step = (kind: Transition['kind'], from: string, to: string) => ({
    at: '2026-11-22T12:00:00.000Z',
    kind,
    from,
    to,
  });

  it.each<[string, Transition[], string[]]>([
    [
      'accepted',
      [step('dispatch', 'pending', 'accepted')],
      ['answered accepted'],
    ],
    [
      'rejected',
      [step('dispatch', 'pending', 'rejected')],
      ['answered rejected'],
    ],
    ['lost', [step('dispatch', 'pending', 'unknown')], ['answered unknown']],
    ['found', [step('dispatch', 'unknown', 'accepted')], ['resolved accepted']],
    [
      'refused late',
      [step('dispatch', 'unknown', 'rejected')],
      ['resolved rejected'],
    ],
    [
      'abandoned',
      [step('dispatch', 'unknown', 'abandoned')],
      ['resolved abandoned'],
    ],
    [
      'never found',
      [step('tracking', 'live', 'not_found')],
      ['resolved not_found'],
    ],
    ['lost for another reason', [step('dispatch', 'unknown', 'unknown')], []],
    ['a state', [step('state', 'queued', 'accepted')], []],
    ['another tracking', [step('tracking', 'live', 'stalled')], []],
    [
      'accepted, with its state',
      [step('dispatch', 'pending', 'accepted'), step('state', '', 'queued')],
      ['answered accepted'],
    ],
    ['nothing', [], []],
  ])('%s', (_what, transitions, steps) => {
    expect(
      dispatchOutcomes(transitions).map(
        ({ kind, result }) => `${kind} ${result}`,
      ),
    ).toEqual(steps);
  });
});
