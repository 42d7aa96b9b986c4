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

import { isSettledState } from 'backstage-plugin-agent-tasks-common';
import type { StoredTask } from './types';

/** How long a repeat is answered with a task that has come to its end. */
const VALID_AFTER_END_MS = 24 * 60 * 60_000;

/**
 * Whether a task's idempotency key still stands for it: until 24 hours after it
 * settles, or is followed no more. One that has done neither keeps its key, so
 * that a repeat, however late, cannot start it twice. Pure.
 *
 * @param now - milliseconds since the epoch
 */
export function isKeyValid(
  task: Pick<StoredTask, 'state' | 'completedAt' | 'updatedAt' | 'tracking'>,
  now: number,
): boolean {
  const endedAt = endOf(task);
  return (
    endedAt === undefined || now < Date.parse(endedAt) + VALID_AFTER_END_MS
  );
}

function endOf(
  task: Pick<StoredTask, 'state' | 'completedAt' | 'updatedAt' | 'tracking'>,
): string | undefined {
  if (isSettledState(task.state)) return task.completedAt ?? task.updatedAt;
  // Nothing is written to it any more, so its last change was the end.
  return task.tracking.status === 'ended' ? task.updatedAt : undefined;
}
