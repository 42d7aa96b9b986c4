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

import type { Scenario, TimedStep } from '../types';
import { standardTimeline } from './standard';
import { without } from './timeline';

/** What CI says about the pull request (behaviour 64). */
export const checkScenarios: Scenario[] = [
  {
    name: 'checks-failing',
    description: 'The agent completes; the checks of its pull request fail.',
    timeline: standardTimeline.map(
      (step): TimedStep =>
        step.do === 'finish-checks' ? { ...step, conclusion: 'failure' } : step,
    ),
  },
  {
    name: 'action-required',
    description:
      'CI waits for "Approve and run workflows": no check at all until then.',
    timeline: without(standardTimeline, 'finish-checks').map(
      (step): TimedStep =>
        step.do === 'start-checks'
          ? { after: step.after, do: 'await-check-approval' }
          : step,
    ),
  },
  {
    name: 'no-checks',
    description: 'The repository has no CI: no check ever appears.',
    timeline: without(standardTimeline, 'start-checks', 'finish-checks'),
  },
];
