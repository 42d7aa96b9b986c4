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

/** The usual life in an unusual form (behaviours 23, 25 and 72). */
export const shapeScenarios: Scenario[] = [
  {
    name: 'blank-global-id',
    description: 'The pull artifact carries `global_id: ""`.',
    timeline: standardTimeline,
    quirks: { globalId: 'blank' },
  },
  {
    name: 'absent-global-id',
    description: 'The pull artifact carries no `global_id`.',
    timeline: standardTimeline,
    quirks: { globalId: 'absent' },
  },
  {
    name: 'usage-credits',
    description: 'Usage is spelled `{type, credits}` as in July 2026.',
    timeline: standardTimeline,
    quirks: { usageShape: 'credits' },
  },
  {
    name: 'usage-premium-requests',
    description: 'Usage is 1.5 premium requests, as before June 2026.',
    timeline: standardTimeline,
    quirks: { usageShape: 'premium-requests' },
  },
  {
    name: 'unknown-state',
    description:
      'Enters the unheard-of state `awaiting_capacity` after 15 s, carries extra fields, completes as usual.',
    timeline: [
      ...standardTimeline.filter(step => step.after <= 14_000),
      { after: 15_000, do: 'set-state', state: 'awaiting_capacity' },
      { after: 24_000, do: 'set-state', state: 'in_progress' },
      ...standardTimeline
        .filter(step => step.after > 14_000)
        .map(step => ({ ...step, after: step.after + 5_000 })),
    ],
    quirks: {
      extraFields: {
        remote_steerable: true,
        compute: { provider: 'actions', size: 'standard' },
      },
    },
  },
];
