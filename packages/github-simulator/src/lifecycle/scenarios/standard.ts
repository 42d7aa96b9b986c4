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

import type { Scenario, Timeline } from '../types';
import { hastened } from './timeline';

/**
 * The usual life, about 35 seconds instead of GitHub's minutes. The order is
 * what was observed: session, branch, draft pull request early, commits, checks,
 * and at the end a new title and a request for review, still as a draft.
 */
export const standardTimeline: Timeline = [
  { after: 6_000, do: 'start-session' },
  { after: 8_000, do: 'rename' },
  { after: 9_000, do: 'create-branch' },
  { after: 14_000, do: 'open-pull-request' },
  { after: 20_000, do: 'push-commits' },
  { after: 21_000, do: 'start-checks' },
  { after: 31_000, do: 'finish-checks', conclusion: 'success' },
  { after: 33_000, do: 'report-usage' },
  { after: 34_000, do: 'finish-pull-request' },
  { after: 35_000, do: 'end-session', state: 'completed' },
];

/** What a session still has to do after a person has answered it. */
export const continuationTimeline: Timeline = [
  { after: 4_000, do: 'push-commits' },
  { after: 5_000, do: 'start-checks' },
  { after: 11_000, do: 'finish-checks', conclusion: 'success' },
  { after: 12_000, do: 'report-usage' },
  { after: 12_500, do: 'finish-pull-request' },
  { after: 13_000, do: 'end-session', state: 'completed' },
];

/** A further session of a task that had ended (behaviour 30). */
export const followUpTimeline: Timeline = [
  { after: 3_000, do: 'start-session' },
  ...continuationTimeline.map(step => ({ ...step, after: step.after + 5_000 })),
];

export const standardScenarios: Scenario[] = [
  {
    name: 'standard',
    description:
      'Queued, running, draft pull request, green checks, completed after 35 s.',
    timeline: standardTimeline,
  },
  {
    name: 'quick',
    description: 'The standard life ten times as fast.',
    timeline: hastened(standardTimeline, 10),
  },
];
