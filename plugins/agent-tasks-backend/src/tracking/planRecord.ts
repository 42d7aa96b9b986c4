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

import { isAgentTasksError } from 'backstage-plugin-agent-tasks-common';
import type { CheckRecord, FollowedUser } from './FollowedUsers';
import { obeyLimits } from './obeyLimits';
import type { CheckOutcome } from './OwnerCheck';
import { planNextCheck } from './planNextCheck';
import { toIso } from './toIso';

export interface PlanRecordInput {
  user: FollowedUser;
  outcome: CheckOutcome;
  /** Whether the slow tasks were looked at. */
  isSweep: boolean;
  intervalMs: number;
  slowIntervalMs: number;
  /** Milliseconds since the epoch. */
  now: number;
  /** From 0 to 1. */
  random: number;
}

/** What is written of a look, and when the next one is; pure. */
export function planRecord(input: PlanRecordInput): CheckRecord {
  const { user, outcome, isSweep, slowIntervalMs, now, random } = input;
  const { statuses, rateLimit, failure } = outcome;
  const hasFailed = failure !== undefined;
  const wasSwept = isSweep && !hasFailed;
  const failures = hasFailed ? user.failures + 1 : 0;
  const { intervalMs, notBefore } = obeyLimits({
    intervalMs: input.intervalMs,
    rateLimit,
    retryAfter: isAgentTasksError(failure) ? failure.retryAfter : undefined,
    now,
  });
  const plan = planNextCheck({
    statuses,
    sweepDueAt:
      wasSwept || !user.nextSweepAt
        ? undefined
        : Math.min(Date.parse(user.nextSweepAt), now + slowIntervalMs),
    failures,
    notBefore,
    intervalMs,
    slowIntervalMs,
    now,
    random,
  });
  const at = toIso(now);
  return {
    ...(!hasFailed && { lastCheckedAt: at }),
    ...(wasSwept && { lastSweptAt: at }),
    ...(plan.nextSweepAt !== undefined && {
      nextSweepAt: toIso(plan.nextSweepAt),
    }),
    ...(plan.nextCheckAt !== undefined && {
      nextCheckAt: toIso(plan.nextCheckAt),
    }),
    plannedAt: at,
    failures,
    ...(notBefore !== undefined && { notBefore: toIso(notBefore) }),
  };
}

/** Whether the slow tasks are due; a time further ahead than is ever planned is void, as the clock went back. */
export function isSweepDue(
  { nextSweepAt }: Pick<FollowedUser, 'nextSweepAt'>,
  slowIntervalMs: number,
  now: number,
): boolean {
  if (!nextSweepAt) return true;
  const at = Date.parse(nextSweepAt);
  return at <= now || at > now + slowIntervalMs;
}
