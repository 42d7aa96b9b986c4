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

/** What became of a dispatch, as far as a change of its task says. */
export interface DispatchOutcome {
  /** `answered`: GitHub's first word, or its silence; `resolved`: what became of a lost answer. */
  kind: 'answered' | 'resolved';
  result: 'accepted' | 'rejected' | 'unknown' | 'abandoned' | 'not_found';
}

const RESULTS = ['accepted', 'rejected', 'unknown', 'abandoned'];

/** Reads the dispatch out of transitions; pure. */
export function dispatchOutcomes(transitions: Transition[]): DispatchOutcome[] {
  return transitions.flatMap(({ kind, from, to }): DispatchOutcome[] => {
    if (kind === 'tracking' && to === 'not_found') {
      return [{ kind: 'resolved', result: 'not_found' }];
    }
    if (kind !== 'dispatch' || !RESULTS.includes(to)) return [];
    const result = to as DispatchOutcome['result'];
    if (from === 'unknown') {
      return result === 'unknown' ? [] : [{ kind: 'resolved', result }];
    }
    // GitHub's late answer took back what was concluded: it is lost once more.
    return [{ kind: 'answered', result }];
  });
}
