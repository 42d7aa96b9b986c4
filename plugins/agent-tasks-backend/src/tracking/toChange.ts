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
import type { TaskChange } from '../tasks/TaskStore';
import type { StoredTask } from '../tasks/types';
import type { TaskDiff } from './diffTask';
import { nextCheck } from './nextCheck';

const NEVER_FOUND =
  'The portal looked for this task on GitHub for a day and did not find it: most likely it was never started. Start it anew if it is still wanted.';

/**
 * A diff as a change to store, with how the task is followed from now on;
 * `undefined` if nothing is to be written. Pure.
 */
export function toChange(
  task: StoredTask,
  diff: TaskDiff,
  now: Date,
): TaskChange | undefined {
  const at = now.toISOString();
  const following = nextCheck({ ...task, ...diff.fields }, now.getTime());
  const { status, reason } = task.tracking;
  const isFollowedAlike =
    following.status === status && following.reason === reason;
  const isMoved = Object.keys(diff.fields).length > 0;
  if (!isMoved && isFollowedAlike) return undefined;

  const transitions: Transition[] = [...diff.transitions];
  if (following.reason && following.reason !== reason) {
    transitions.push({
      at,
      kind: 'tracking',
      from: status,
      to: following.reason,
    });
  }
  return {
    task,
    at,
    fields: {
      ...diff.fields,
      ...(!isFollowedAlike && { tracking: following }),
      ...(following.reason === 'not_found' && {
        dispatch: {
          status: 'unknown',
          error: {
            code: task.dispatch.error?.code ?? 'github_timeout',
            message: NEVER_FOUND,
          },
        },
      }),
    },
    transitions,
    ...(diff.sessions && { sessions: diff.sessions }),
  };
}
