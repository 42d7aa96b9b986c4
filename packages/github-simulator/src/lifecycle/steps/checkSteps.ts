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

import type { CheckRun } from '../../state';
import type { StepContext } from './StepContext';
import { pullRequestOf } from './pullRequestSteps';

const CHECK_NAMES = ['build', 'lint', 'test'];

// Checks belong to the commit, not to the task: `updated_at` of the task stays.

export function startChecks(context: StepContext): void {
  const pull = pullRequestOf(context);
  if (!pull) return;
  pull.checksAwaitApproval = false;
  pull.checks = CHECK_NAMES.map(
    (name): CheckRun => ({
      id: context.state.takeCheckRunId(),
      name,
      status: 'in_progress',
      startedAt: context.now,
    }),
  );
}

export function finishChecks(
  context: StepContext,
  conclusion: 'success' | 'failure',
): void {
  const pull = pullRequestOf(context);
  if (!pull) return;
  pull.checks = pull.checks.map(check => ({
    ...check,
    status: 'completed',
    // One red check is enough to make the whole red.
    conclusion: check.name === 'test' ? conclusion : 'success',
    completedAt: context.now,
  }));
}

export function awaitCheckApproval(context: StepContext): void {
  const pull = pullRequestOf(context);
  if (!pull) return;
  pull.checks = [];
  pull.checksAwaitApproval = true;
}
