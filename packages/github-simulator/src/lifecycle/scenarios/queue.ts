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
import { delayed } from './timeline';

/** Starting takes longer than usual (behaviour 59). */
export const queueScenarios: Scenario[] = [
  {
    name: 'slow-queue',
    description: 'Queued for 40 s, the upper end of a normal day.',
    timeline: delayed(standardTimeline, 34_000),
  },
  {
    name: 'stuck-queue',
    description: 'Queued for 54 minutes, as in the incident of 2026-04-09.',
    timeline: delayed(standardTimeline, 54 * 60_000 - 6_000),
  },
];
