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

import {
  dispatchStatusSchema,
  pullRequestSchema,
  TASK_STATES,
  trackingSchema,
  transitionSchema,
  type Task,
  type Transition,
} from 'backstage-plugin-agent-tasks-common';
import fc from 'fast-check';
import { aPullRequest, aTask } from '../testing';

const words = fc.oneof(
  fc.constantFrom(
    'sign_in_required',
    'stalled',
    'not_found',
    'abandoned',
    'awaiting_quota',
  ),
  fc.string(),
);

const times = fc
  .date({
    min: new Date('2020-01-01'),
    max: new Date('2040-01-01'),
    noInvalidDate: true,
  })
  .map(date => date.toISOString());

const refusals = fc.record({ code: fc.string(), message: fc.string() });

/** Any task that the schema of the portal allows, in what decides how it is shown. */
export function anyTask(): fc.Arbitrary<Task> {
  const pullRequests = fc
    .record({
      state: fc.constantFrom(...pullRequestSchema.shape.state.options),
      isDraft: fc.boolean(),
      checks: fc.option(
        fc.constantFrom(...pullRequestSchema.shape.checks.unwrap().options),
        { nil: undefined },
      ),
    })
    .map(aPullRequest);
  return fc
    .record(
      {
        state: fc.constantFrom(undefined, ...TASK_STATES),
        rawState: fc.string(),
        dispatch: fc.record(
          {
            status: fc.constantFrom(...dispatchStatusSchema.options),
            error: refusals,
          },
          { requiredKeys: ['status'] },
        ),
        tracking: fc.record(
          {
            status: fc.constantFrom(...trackingSchema.shape.status.options),
            reason: words,
            lastCheckedAt: times,
            nextCheckAt: times,
          },
          { requiredKeys: ['status'] },
        ),
        createPullRequest: fc.boolean(),
        pullRequest: pullRequests,
        completedAt: times,
        error: refusals,
        createdAt: times,
        requestedBy: fc.constantFrom('user:default/ada', 'user:default/grace'),
      },
      {
        requiredKeys: [
          'state',
          'dispatch',
          'tracking',
          'createPullRequest',
          'createdAt',
          'requestedBy',
        ],
      },
    )
    .map(aTask);
}

/** Any course that the schema of the portal allows. */
export function anyTransitions(): fc.Arbitrary<Transition[]> {
  const to = fc.oneof(
    fc.constantFrom(
      ...TASK_STATES,
      ...dispatchStatusSchema.options,
      'abandoned',
      'draft',
      'open',
      'closed',
      'merged',
      'paused',
      'resumed',
      'constructor',
    ),
    fc.string(),
  );
  return fc.array(
    fc.record(
      {
        at: times,
        kind: fc.constantFrom(...transitionSchema.shape.kind.options),
        from: to,
        to,
        note: fc.string(),
      },
      { requiredKeys: ['at', 'kind', 'to'] },
    ),
  );
}
