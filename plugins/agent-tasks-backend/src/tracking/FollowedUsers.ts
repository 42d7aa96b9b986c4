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
import type { StoredTask } from '../tasks/types';

/** An owner of tasks, and when GitHub is asked about them. Times are ISO 8601. */
export interface FollowedUser extends TaskOwner {
  nextCheckAt: string;
  /** When tasks on the slow interval are looked at again; absent: with the next check. */
  nextSweepAt?: string;
  /** Looks that failed in a row. */
  failures: number;
}

/** An owner whom one replica has the say about, until the claim runs out. */
export interface ClaimedUser extends FollowedUser {
  /** The replica. */
  claimedBy: string;
  claimedUntil: string;
}

/** Whom {@link FollowedUsers.claimDue} takes. Times in milliseconds since the epoch. */
export interface ClaimDueOptions {
  now: number;
  /** The replica. */
  claimedBy: string;
  limit: number;
  /** Only of these; absent: of all. */
  heldOwners?: readonly TaskOwner[];
}

/** What a look at an owner's tasks leaves behind. Times are ISO 8601. */
export interface CheckRecord {
  /** Absent if GitHub could not be asked. */
  lastCheckedAt?: string;
  /** Absent if the slow tasks were not looked at. */
  lastSweptAt?: string;
  nextSweepAt?: string;
  /** Absent: nothing is left to follow. */
  nextCheckAt?: string;
  /** When that was planned. */
  plannedAt: string;
  /** Looks that failed in a row, this one included. */
  failures: number;
  /** GitHub's limits allow no call before. */
  notBefore?: string;
}

/** `lost`: the claim had run out, and nothing was written. `ended`: nothing is left to follow. */
export type RecordOutcome = 'followed' | 'ended' | 'lost';

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

/** Pull requests of one repository that GitHub says have changed. */
export interface ChangedPullRequests {
  host: string;
  /** `owner/name`. */
  repository: string;
  numbers: number[];
  branch?: string;
}

/**
 * Who is asked about, and when: one row per owner, so that a look at fifty
 * tasks writes one row.
 *
 * Promises: of several replicas one gets a due owner (`claimDue`). If it dies,
 * the owner is due again when the claim runs out. Whatever makes an owner due
 * earlier, nobody is due before GitHub's limits allow it. `now` is the time by
 * the `SharedClock`, in milliseconds since the epoch.
 */
export interface FollowedUsers {
  /** Takes owners that are due and whom nobody has, the longest overdue first. */
  claimDue(options: ClaimDueOptions): Promise<ClaimedUser[]>;
  /** Keeps a claim until then; `false`: it had run out. */
  renew(claim: ClaimedUser, until: string): Promise<boolean>;
  /** Gives the claims of a replica back, on these owners or all, so that another goes on at once. */
  release(claimedBy: string, owners?: readonly TaskOwner[]): Promise<void>;
  /**
   * Records a look and gives the claim back. A task that was started meanwhile
   * keeps the check that it asked for; a claim that has run out records nothing.
   */
  record(claim: ClaimedUser, check: CheckRecord): Promise<RecordOutcome>;
  /** Owners that are due, but for these, the longest overdue first. */
  listDueBut(options: {
    now: number;
    owners: readonly TaskOwner[];
    limit: number;
  }): Promise<FollowedUser[]>;
  /**
   * Ends any claim. `false`: it was paused already or, where `nextCheckAt` is
   * given, the next check was changed meanwhile.
   */
  pause(
    owner: TaskOwner & { nextCheckAt?: string },
    reason: string,
  ): Promise<boolean>;
  /** Nothing is left to follow, unless the next check was changed meanwhile. */
  forget(user: FollowedUser): Promise<void>;
  /** To be looked at as soon as GitHub's limits allow. `false`: it was not paused. */
  resume(owner: TaskOwner, now: number): Promise<boolean>;
  /** The accounts on GitHub for which this user has unfinished business. */
  listAccounts(userEntityRef: string): Promise<number[]>;
  /** Those of these owners of whom nothing is left to follow. */
  listIdle(owners: readonly TaskOwner[]): Promise<TaskOwner[]>;
  /** For health and metrics, in one cheap statement. */
  backlog(now: number): Promise<Backlog>;
  /**
   * Marks the followed tasks with these pull requests and makes their owners due,
   * but none more often than every five seconds for that; gives the number of tasks.
   */
  requestRefresh(changed: ChangedPullRequests, now: number): Promise<number>;
  /** Removes the marks, unless there is a newer one. */
  clearRefresh(tasks: readonly StoredTask[]): Promise<void>;
}
