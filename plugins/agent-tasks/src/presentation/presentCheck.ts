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

import type { Task } from 'backstage-plugin-agent-tasks-common';
import { elapsedMs } from './formatTime';
import { isRequester } from './isRequester';

// A check may be late by as much before anybody is bothered with that.
const STALE_MS = 60_000;

/**
 * Whether a viewer is offered to have GitHub asked about an accepted task now:
 * their own, that the portal asks about seldom, or later than it meant to.
 */
export function mayCheckNow(
  task: Task,
  viewer: string | undefined,
  now: number,
): boolean {
  const { status, nextCheckAt } = task.tracking;
  if (task.dispatch.status !== 'accepted' || !isRequester(task, viewer))
    return false;
  if (status === 'slow') return true;
  return (
    status === 'live' &&
    nextCheckAt !== undefined &&
    elapsedMs(nextCheckAt, now) > STALE_MS
  );
}

// Less is not worth counting down, with clocks on screen that are as fine.
const AT_ANY_MOMENT_MS = 5_000;

/** Milliseconds until the portal looks for a lost task again; 0: at any moment. */
export function untilNextLookMs(task: Task, now: number): number {
  const { nextCheckAt } = task.tracking;
  if (nextCheckAt === undefined) return 0;
  const ms = elapsedMs(new Date(now).toISOString(), nextCheckAt);
  return ms < AT_ANY_MOMENT_MS ? 0 : ms;
}
