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

import type { Transition } from 'backstage-plugin-agent-tasks-common';
import type { StoredTask } from '../tasks/types';

/**
 * Seconds from GitHub's change of a task to its record; `undefined`: GitHub did
 * not say when it changed, or nothing was detected. Never negative, whatever the
 * clocks say. Pure.
 */
export function detectionLag(
  task: Pick<StoredTask, 'seen'>,
  transitions: Transition[],
): number | undefined {
  const detected = transitions.find(({ kind }) => kind === 'state');
  // The answer to a dispatch is no detection.
  const isAnswer = transitions.some(({ kind }) => kind === 'dispatch');
  if (!detected || isAnswer || !task.seen.updatedAt) return undefined;
  const seconds =
    (Date.parse(detected.at) - Date.parse(task.seen.updatedAt)) / 1_000;
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds);
}
