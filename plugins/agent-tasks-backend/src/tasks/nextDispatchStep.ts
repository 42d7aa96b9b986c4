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

import type { StoredTask } from './types';

/**
 * What is to be done about a dispatch that may have no one any more who cares
 * for it:
 *
 * - `nothing`: it has come to its end.
 * - `wait`: whoever has it is still within its time.
 * - `send`: it was never sent; its client relies on its idempotency key and may
 *   be gone, so it is sent now.
 * - `refuse`: it was never sent, and starting it now, unasked, would surprise:
 *   whoever asked has no key to ask again with, or has long gone on to other
 *   things. It is recorded as never sent.
 * - `take-as-lost`: it was sent, or its sender died just before; nobody will tell.
 * - `look`: its answer is lost; there may be a task on GitHub.
 */
export type DispatchStep =
  | 'nothing'
  | 'wait'
  | 'send'
  | 'refuse'
  | 'take-as-lost'
  | 'look';

/** What {@link nextDispatchStep} looks at. */
export type DispatchedTask = Pick<
  StoredTask,
  'dispatch' | 'tracking' | 'createdAt' | 'sentAt' | 'idempotencyKey'
>;

/** So long after a person asked, a task is taken to be wanted still. */
const SEND_WITHIN_MS = 60 * 60_000;

/**
 * The step that a dispatch needs now. Pure; for everybody who meets one that is
 * not accepted: the tracker, a repeat with its key, a person who asks.
 *
 * A step decided wrongly, because a clock is wrong or the row has just changed,
 * does no harm: each is taken by compare-and-set on the row.
 *
 * @param now - milliseconds since the epoch
 * @param leaseMs - how long a replica has for what it took on itself
 */
export function nextDispatchStep(
  task: DispatchedTask,
  now: number,
  leaseMs: number,
): DispatchStep {
  const { status } = task.dispatch;
  if (status === 'unknown') {
    return task.tracking.reason === 'abandoned' ? 'nothing' : 'look';
  }
  if (status !== 'pending') return 'nothing';
  // A time far in the future is one of before a clock was put back.
  const since = Date.parse(task.sentAt ?? task.createdAt);
  if (Math.abs(now - since) <= leaseMs) return 'wait';
  if (task.sentAt !== undefined) return 'take-as-lost';
  const isStillWanted =
    task.idempotencyKey !== undefined && now - since <= SEND_WITHIN_MS;
  return isStillWanted ? 'send' : 'refuse';
}
