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
import { detectionLag } from './detectionLag';

describe('detectionLag', () => {
  const at = '2026-11-22T12:00:10.500Z';
  const state: Transition = { at, kind: 'state', to: 'completed' };
  const pullRequest: Transition = { at, kind: 'pull_request', to: 'draft' };
  const accepted: Transition = { at, kind: 'dispatch', to: 'accepted' };

  it.each<[string, string | undefined, Transition[], number | undefined]>([
    ['ten seconds', '2026-11-22T12:00:00Z', [state], 10.5],
    ['with a pull request', '2026-11-22T12:00:00Z', [pullRequest, state], 10.5],
    ['never negative', '2026-11-22T12:05:00Z', [state], 0],
    ['GitHub did not say when', undefined, [state], undefined],
    ['GitHub said nonsense', 'yesterday', [state], undefined],
    ['no state', '2026-11-22T12:00:00Z', [pullRequest], undefined],
    [
      'the answer to a dispatch',
      '2026-11-22T12:00:00Z',
      [accepted, state],
      undefined,
    ],
    ['nothing', '2026-11-22T12:00:00Z', [], undefined],
  ])('%s', (_what, updatedAt, transitions, lag) => {
    expect(detectionLag({ seen: { updatedAt } }, transitions)).toBe(lag);
  });
});
