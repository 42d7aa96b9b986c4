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
import { isCostAwaited } from './isCostAwaited';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** GitHub ends a session after 59 minutes; queues of 54 minutes have been seen (facts §2). */
const STALLED_AFTER_MS = 75 * MINUTE_MS;

/** A lost task that shows up at all shows up within minutes. */
const LOST_LIVE_MS = 15 * MINUTE_MS;
const LOST_GIVEN_UP_MS = DAY_MS;

/** Checks of the pull request are watched closely for so long after the work has ended. */
const CHECKS_LIVE_MS = 30 * MINUTE_MS;

/** For so long after the work has ended a check may be about to start. */
const CHECKS_START_MS = 2 * MINUTE_MS;

/** A finished task whose pull request stays open, or one that never moves, is let go then. */
const FOLLOWED_FOR_MS = 14 * DAY_MS;

/** How a task is to be followed from now on. */
export type Following = {
  status: 'live' | 'slow' | 'ended';
  reason?: 'stalled' | 'not_found';
};

/** What {@link nextCheck} looks at. */
export type FollowedTask = Pick<
  StoredTask,
  | 'state'
  | 'dispatch'
  | 'pullRequest'
  | 'seen'
  | 'createdAt'
  | 'sentAt'
  | 'completedAt'
  | 'progressedAt'
>;

/**
 * Whether GitHub is asked about a task every interval, every slow interval, or
 * no more. `stalled`: a running task that has not moved for 75 minutes, longer
 * than GitHub lets one run; its state stays GitHub's. `not_found`: the answer to
 * the dispatch was lost, and no task showed up for a day.
 *
 * @param now - milliseconds since the epoch
 */
export function nextCheck(task: FollowedTask, now: number): Following {
  const { dispatch, state } = task;
  if (dispatch.status === 'rejected') return { status: 'ended' };
  // However old: it is for its next look to send it, or to say what became of it.
  if (dispatch.status === 'pending') return { status: 'live' };
  if (dispatch.status !== 'accepted') {
    const age = now - Date.parse(task.sentAt ?? task.createdAt);
    if (age > LOST_GIVEN_UP_MS) return { status: 'ended', reason: 'not_found' };
    return { status: age > LOST_LIVE_MS ? 'slow' : 'live' };
  }
  if (isSettledState(state)) return followSettled(task, now);

  const quiet = now - Date.parse(task.progressedAt);
  if (quiet > FOLLOWED_FOR_MS) return { status: 'ended', reason: 'stalled' };
  if (state === 'queued' || state === 'in_progress') {
    return quiet > STALLED_AFTER_MS
      ? { status: 'slow', reason: 'stalled' }
      : { status: 'live' };
  }
  // Idle, waiting for a person, or a state that GitHub invented later.
  return { status: 'slow' };
}

/** A settled task can come back to life while its pull request is open; of others the cost may be to come. */
function followSettled(task: FollowedTask, now: number): Following {
  // GitHub's clock may be ahead of ours.
  const since = Math.max(
    0,
    now - Date.parse(task.completedAt ?? task.progressedAt),
  );
  const { pullRequest } = task;
  const isOpen = pullRequest
    ? pullRequest.state === 'open'
    : task.seen.pull !== undefined;
  if (!isOpen && isCostAwaited(task, now)) return { status: 'slow' };
  if (!isOpen || since > FOLLOWED_FOR_MS) return { status: 'ended' };
  return { status: since < liveFor(task) ? 'live' : 'slow' };
}

function liveFor({ pullRequest }: FollowedTask): number {
  if (!pullRequest) return CHECKS_START_MS;
  switch (pullRequest.checks) {
    case 'pending':
      return CHECKS_LIVE_MS;
    case 'none':
    case undefined:
      return CHECKS_START_MS;
    default:
      return 0;
  }
}
