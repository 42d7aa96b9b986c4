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

import type { Scenario } from '../types';
import { standardTimeline } from './standard';
import { until } from './timeline';

const afterCommits = until(standardTimeline, 21_000);
const started = until(standardTimeline, 9_000);

/** Lives that do not end well (behaviours 7, 26, 27 and 32). */
export const endingScenarios: Scenario[] = [
  {
    name: 'failed',
    description: 'Fails after 22 s; the draft with [WIP] stays behind.',
    timeline: [
      ...afterCommits,
      { after: 21_500, do: 'report-usage' },
      {
        after: 22_000,
        do: 'end-session',
        state: 'failed',
        error:
          'The agent encountered an error and could not finish its work. Start a new task to try again.',
      },
    ],
  },
  {
    name: 'failed-early',
    description: 'Fails 3 s after the start, before there is a branch.',
    timeline: [
      ...started,
      {
        after: 9_000,
        do: 'end-session',
        state: 'failed',
        error: 'The runner could not be prepared: copilot-setup-steps failed.',
      },
    ],
  },
  {
    name: 'late-model-error',
    description:
      'Accepted with 201; the session then fails because the model is not available.',
    timeline: [
      ...started,
      {
        after: 9_000,
        do: 'end-session',
        state: 'failed',
        error: 'CAPIError: 400 Requested model not available for session',
      },
    ],
  },
  {
    name: 'cancelled',
    description: 'Somebody stops the session after 22 s.',
    timeline: [
      ...afterCommits,
      { after: 22_000, do: 'end-session', state: 'cancelled' },
    ],
  },
  {
    name: 'timed-out',
    description:
      'Never finishes: GitHub ends the session after 59 simulated minutes.',
    timeline: afterCommits,
  },
  {
    name: 'completed-with-error',
    description:
      'Completed, although the session reports that changes could not be validated.',
    timeline: [
      ...until(standardTimeline, 35_000),
      {
        after: 35_000,
        do: 'end-session',
        state: 'completed',
        error: 'Unable to validate changes',
      },
    ],
  },
];
