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

import type {
  Session,
  TaskState,
  Transition,
} from 'backstage-plugin-agent-tasks-common';
import type { Activity, ActivityQuery, LimitScope } from '../policy/limits';
import type { TaskCriteria } from './TaskCriteria';
import type { StoredTask, StoredTaskDetail } from './types';

/** Whose tasks are followed together: a user of the portal with one account on GitHub. */
export interface TaskOwner {
  userEntityRef: string;
  githubUserId: number;
}

/** A task that is about to be sent to GitHub. */
export interface TaskIntent {
  task: StoredTask;
  idempotencyKey?: string;
  /** Of the request; the same key with another hash is another request. */
  requestHash: string;
  /** When the tracker first looks at it, ISO 8601. */
  firstCheckAt: string;
  /** The entity refs of the groups of whoever asks. */
  groups?: string[];
  /** The rule that allows it. */
  ruleId?: string;
}

/** What an intent has to hold to. */
export interface LimitGuard {
  /** The limits in force, which say what `check` needs to know. */
  scopes: LimitScope[];
  /** Throws if there is no room for one more task. */
  check(query: ActivityQuery, activity: Activity): void;
}

/** The fields that change during the life of a task; an explicit `undefined` empties one. */
export type TaskFields = Partial<
  Pick<
    StoredTask,
    | 'state'
    | 'rawState'
    | 'dispatch'
    | 'github'
    | 'seen'
    | 'pullRequest'
    | 'branch'
    | 'usage'
    | 'error'
    | 'completedAt'
    | 'progressedAt'
  > & { tracking: Pick<StoredTask['tracking'], 'status' | 'reason'> }
>;

/** A change of a task, written in one transaction with its history. */
export interface TaskChange {
  /** As it was read; the change is dropped if another was written since. */
  task: StoredTask;
  fields: TaskFields;
  transitions: Transition[];
  /** All sessions that GitHub shows, oldest first; unchanged if absent. */
  sessions?: Session[];
  /** When it was seen, ISO 8601. */
  at: string;
}

/** Whose dispatches without an answer are asked for. */
export interface UnansweredFilter {
  host: string;
  githubUserId: number;
  repository: string;
  /** ISO 8601. */
  sentSince: string;
}

/** What `list` filters by; the cursor is the last task of the page before. */
export interface TaskFilter {
  repository?: string;
  entityRef?: string;
  states?: TaskState[];
  requestedBy?: string;
  after?: { createdAt: string; id: string };
  /** What the permission policy wants of them; anything, if absent. */
  criteria?: TaskCriteria;
  /** Repositories that are left out, but for the tasks of one user. */
  hidden?: { repositories: string[]; exceptOf: string };
  limit: number;
}

/**
 * Keeps tasks and their history.
 *
 * Promises: an intent is written once per user and idempotency key, as long as
 * the key is valid; limits hold for concurrent requests of all who share them,
 * over all replicas; an intent is taken to be sent once; a change and its transitions are
 * written together or not at all, and of two changes made from the same reading
 * one is written; a task that was ended and is followed again makes its owner
 * due. It does not promise that readers see a change before the signal about it:
 * writers announce after the commit.
 */
export interface TaskStore {
  /**
   * Writes an intent with its groups, after the guard has accepted what is under
   * way; what it throws is thrown and nothing is written. `false`: the key is
   * taken. A key that is valid no more is taken from the task that had it.
   */
  insertIntent(intent: TaskIntent, guard?: LimitGuard): Promise<boolean>;
  /** What is under way, as far as the limits of the query need it; a moment later it may be otherwise. */
  readActivity(query: ActivityQuery): Promise<Activity>;
  /**
   * Takes an intent to send it: writes `sentAt`, if it is still pending and
   * nobody has. The task as it is now; `undefined`: another has taken it, sent it
   * or ended it.
   */
  claimSend(task: StoredTask, at: string): Promise<StoredTask | undefined>;
  /** Also one whose key is valid no more. */
  findByIdempotencyKey(
    requestedBy: string,
    idempotencyKey: string,
  ): Promise<{ task: StoredTask; requestHash: string } | undefined>;
  get(id: string): Promise<StoredTask | undefined>;
  getDetail(id: string): Promise<StoredTaskDetail | undefined>;
  /** The groups of its requester when it was asked for, as entity refs. */
  groupsOf(id: string): Promise<string[]>;
  /** Newest first. */
  list(filter: TaskFilter): Promise<StoredTask[]>;
  /**
   * The repositories, in lower case, of the newest thousands of tasks that pass
   * and are not of `hidden.exceptOf`, that of the newest first; `limit` counts
   * repositories.
   */
  listRepositories(filter: TaskFilter): Promise<string[]>;
  /**
   * The task as it is now; `undefined` if another change came first, or if
   * another task has its GitHub id.
   */
  apply(change: TaskChange): Promise<StoredTask | undefined>;
  /**
   * Like `apply`, for what GitHub itself answered, which beats what was concluded:
   * a task that has the GitHub id of `change` loses it by the change that
   * `release` makes of it, in the same transaction.
   */
  applyAnswer(
    change: TaskChange,
    release: (holder: StoredTask) => TaskChange,
  ): Promise<{ task: StoredTask; released?: StoredTask } | undefined>;
  /** Dispatches that are pending or unknown and were, or may have been, sent. */
  listUnanswered(filter: UnansweredFilter): Promise<StoredTask[]>;
  /** Which of these ids of GitHub belong to a task that the portal knows. */
  knownGitHubTaskIds(host: string, ids: string[]): Promise<Set<string>>;
  /** All tasks of an owner that are not ended, oldest first. */
  listFollowed(owner: TaskOwner): Promise<StoredTask[]>;
}
