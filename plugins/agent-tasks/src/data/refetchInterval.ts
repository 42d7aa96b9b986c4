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

// Signals bring changes at once; asking again is only for the lost ones. The
// portal answers from its own store, so no interval costs a call to GitHub.
const UNFINISHED_MS = 20_000;
const FINISHED_MS = 120_000;
// Without signals, asking is all there is: as often as the portal asks GitHub.
const UNFINISHED_WITHOUT_SIGNALS_MS = 15_000;
const FINISHED_WITHOUT_SIGNALS_MS = 60_000;

/** Milliseconds until something on screen is asked for again. */
export function refetchInterval(options: {
  hasUnfinished: boolean;
  signalsAvailable: boolean;
  error?: unknown;
}): number {
  const { hasUnfinished, signalsAvailable, error } = options;
  const unfinishedMs = signalsAvailable
    ? UNFINISHED_MS
    : UNFINISHED_WITHOUT_SIGNALS_MS;
  const finishedMs = signalsAvailable
    ? FINISHED_MS
    : FINISHED_WITHOUT_SIGNALS_MS;
  const interval = hasUnfinished ? unfinishedMs : finishedMs;
  const asked = isAgentTasksError(error) ? (error.retryAfter ?? 0) * 1000 : 0;
  return Math.max(interval, asked);
}

/** Whether a failed question is worth repeating at once: only if nobody refused it. */
export function shouldRetry(failureCount: number, error: unknown): boolean {
  if (failureCount >= 1 || isAgentTasksError(error)) return false;
  return error instanceof TypeError;
}
