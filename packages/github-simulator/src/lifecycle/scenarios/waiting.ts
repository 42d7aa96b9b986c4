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

/** The session stops and a person has to act (behaviours 28 and 29). */
export const waitingScenarios: Scenario[] = [
  {
    name: 'waiting',
    description:
      'Asks a question after 24 s and waits until it is answered on the control page.',
    timeline: [
      ...afterCommits,
      { after: 24_000, do: 'set-state', state: 'waiting_for_user' },
    ],
  },
  {
    name: 'idle',
    description:
      'The turn is over after 24 s; the session stays parked until a follow-up.',
    timeline: [
      ...afterCommits,
      { after: 24_000, do: 'set-state', state: 'idle' },
    ],
  },
];
