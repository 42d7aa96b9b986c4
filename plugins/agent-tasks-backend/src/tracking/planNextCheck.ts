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

const MAX_BACK_OFF_MS = 15 * 60_000;

/**
 * At most this part of a delay is added, so that users do not all ask at once:
 * little to an interval, as every part of it is a delay for who looks at a task.
 */
const JITTER = 0.02;
const BACK_OFF_JITTER = 0.1;
const MOST_JITTER_MS = 60_000;

export interface PlanInput {
  /** How the owner's tasks are followed from now on. */
  statuses: readonly ('live' | 'slow' | 'ended')[];
  /** When the slow tasks are due, milliseconds since the epoch, if they were not looked at now. */
  sweepDueAt?: number;
  /** Looks that failed in a row, this one included; 0: this one succeeded. */
  failures: number;
  /** GitHub's limits allow no call before, milliseconds since the epoch. */
  notBefore?: number;
  intervalMs: number;
  slowIntervalMs: number;
  /** Milliseconds since the epoch. */
  now: number;
  /** From 0 to 1. */
  random: number;
}

export interface Plan {
  /** Milliseconds since the epoch; absent: nothing is left to follow. */
  nextCheckAt?: number;
  nextSweepAt?: number;
}

/**
 * When an owner is asked about next: every interval while a task is live, else
 * when the slow tasks are due; after failures twice as late each time, up to 15
 * minutes; never before GitHub allows it.
 */
export function planNextCheck(input: PlanInput): Plan {
  const { statuses, failures, notBefore, intervalMs, now } = input;
  const isLive = statuses.includes('live');
  const isSlow = statuses.includes('slow');
  if (!isLive && !isSlow) return {};

  const nextSweepAt = isSlow
    ? input.sweepDueAt ?? now + input.slowIntervalMs
    : undefined;
  const usual = isLive ? now + intervalMs : nextSweepAt!;
  const backOff = Math.min(
    intervalMs * 2 ** Math.min(failures, 30),
    Math.max(MAX_BACK_OFF_MS, intervalMs),
  );
  const earliest = Math.max(
    failures > 0 ? now + backOff : usual,
    notBefore ?? 0,
    now,
  );
  const part = earliest > usual ? BACK_OFF_JITTER : JITTER;
  const jitter =
    Math.min((earliest - now) * part, MOST_JITTER_MS) * input.random;
  return { nextCheckAt: Math.ceil(earliest + jitter), nextSweepAt };
}
