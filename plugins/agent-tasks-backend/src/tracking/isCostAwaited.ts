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
import type { StoredTask } from '../tasks/types';

/** Some work never gets a cost, so it is asked for in a few slow looks only. */
const AWAITED_MS = 30 * 60_000;

/**
 * Whether a task is looked at again for its cost alone: GitHub may tell it only
 * after the work has ended, and need not show in its lists that it did. Pure.
 *
 * @param now - milliseconds since the epoch
 */
export function isCostAwaited(
  task: Pick<StoredTask, 'state' | 'seen' | 'completedAt' | 'progressedAt'>,
  now: number,
): boolean {
  if (!task.seen.lacksCost || !isSettledState(task.state)) return false;
  return now - Date.parse(task.completedAt ?? task.progressedAt) < AWAITED_MS;
}
