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

import type { TaskOwner } from '../tasks/TaskStore';

/** An owner of tasks, and when GitHub is asked about them. Times are ISO 8601. */
export interface FollowedUser extends TaskOwner {
  nextCheckAt: string;
  /** When tasks on the slow interval are looked at again; absent: with the next check. */
  nextSweepAt?: string;
}

/** What a look at an owner's tasks leaves behind. */
export interface CheckRecord {
  /** Absent if GitHub could not be asked. */
  lastCheckedAt?: string;
  /** Absent if the slow tasks were not looked at. */
  lastSweptAt?: string;
  nextSweepAt?: string;
  /** Absent: nothing is left to follow. */
  nextCheckAt?: string;
}

/** How far behind the tracker is, over all replicas. */
export interface Backlog {
  /** Owners that are due and that nobody looks at yet. */
  due: number;
  /** Since when the longest overdue of them waits, ISO 8601. */
  oldestDueAt?: string;
  /** Owners whose tasks are paused. */
  paused: number;
  /** Owners with unfinished tasks, the paused ones included. */
  followed: number;
}

/**
 * Who is asked about, and when: one row per owner, so that a look at fifty
 * tasks writes one row.
 *
 * Promises: of several replicas one gets a due owner (`claim`). If it dies, the
 * owner is due again when the claim runs out.
 */
export interface FollowedUsers {
  /** Those that are due and not claimed, the longest overdue first. */
  listDue(now: string, limit: number): Promise<FollowedUser[]>;
  /** Takes a due owner from `now` until `until`; `false`: another was faster. */
  claim(user: FollowedUser, now: string, until: string): Promise<boolean>;
  /**
   * Records a look and gives the claim back. A task that was started meanwhile
   * keeps the check that it asked for; a claim that has run out records nothing.
   */
  record(
    user: FollowedUser,
    claimedUntil: string,
    check: CheckRecord,
  ): Promise<void>;
  /** `false`: it was paused already. */
  pause(owner: TaskOwner, reason: string): Promise<boolean>;
  /** `false`: it was not paused. */
  resume(owner: TaskOwner, nextCheckAt: string): Promise<boolean>;
  /** The accounts on GitHub for which this user has unfinished business. */
  listAccounts(userEntityRef: string): Promise<number[]>;
  /** For health and metrics, in one cheap statement. `now`: milliseconds since the epoch. */
  backlog(now: number): Promise<Backlog>;
}
