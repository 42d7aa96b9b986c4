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
import { without } from './timeline';

/** Completed, with less to show than one expects (behaviours 11 and 24). */
export const artifactScenarios: Scenario[] = [
  {
    name: 'no-commits',
    description:
      'Completed with a branch that has no commits, no pull request.',
    timeline: without(
      standardTimeline,
      'open-pull-request',
      'push-commits',
      'start-checks',
      'finish-checks',
      'finish-pull-request',
    ),
  },
  {
    name: 'no-artifacts',
    description: 'Completed with an answer only: no branch, no pull request.',
    timeline: without(
      standardTimeline,
      'create-branch',
      'open-pull-request',
      'push-commits',
      'start-checks',
      'finish-checks',
      'finish-pull-request',
    ),
  },
  {
    name: 'branch-only',
    description:
      'Completed with commits on a branch, but without the pull request.',
    timeline: without(
      standardTimeline,
      'open-pull-request',
      'start-checks',
      'finish-checks',
      'finish-pull-request',
    ),
  },
];
