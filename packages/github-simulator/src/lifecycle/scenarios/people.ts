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
import { continuationTimeline, standardTimeline } from './standard';
import { delayed } from './timeline';

/** The usual life, and what people make of its pull request (behaviours 21, 30 and 31). */
export const peopleScenarios: Scenario[] = [
  {
    name: 'revived',
    description:
      'Completed after 35 s; at 60 s a further session brings it back to life, completed again after 73 s.',
    timeline: [
      ...standardTimeline,
      { after: 60_000, do: 'queue' },
      {
        after: 63_000,
        do: 'start-session',
        prompt: 'Please add another test.',
      },
      ...delayed(continuationTimeline, 64_000),
    ],
  },
  {
    name: 'follow-up',
    description:
      'Completed after 35 s; at 60 s the requester asks for more with @copilot on the open pull request.',
    timeline: [
      ...standardTimeline,
      {
        after: 60_000,
        do: 'comment',
        body: '@copilot Please add another test.',
      },
    ],
  },
  {
    name: 'reviewed',
    description:
      'Completed; at 40 s marked ready, at 45 s approved by a colleague.',
    timeline: [
      ...standardTimeline,
      { after: 40_000, do: 'mark-ready' },
      { after: 45_000, do: 'review', state: 'APPROVED' },
    ],
  },
  {
    name: 'changes-requested',
    description: 'Completed; at 45 s a colleague requests changes.',
    timeline: [
      ...standardTimeline,
      { after: 40_000, do: 'mark-ready' },
      { after: 45_000, do: 'review', state: 'CHANGES_REQUESTED' },
    ],
  },
  {
    name: 'merged',
    description: 'Completed; at 45 s approved, at 50 s merged.',
    timeline: [
      ...standardTimeline,
      { after: 40_000, do: 'mark-ready' },
      { after: 45_000, do: 'review', state: 'APPROVED' },
      { after: 50_000, do: 'merge-pull-request' },
    ],
  },
  {
    name: 'closed',
    description: 'Completed; at 50 s a colleague closes it without merging.',
    timeline: [
      ...standardTimeline,
      { after: 50_000, do: 'close-pull-request' },
    ],
  },
];
