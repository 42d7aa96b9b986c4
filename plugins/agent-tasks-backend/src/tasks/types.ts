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
  Task,
  Transition,
} from 'backstage-plugin-agent-tasks-common';

/** A task as the portal keeps it: what it shows, and what it needs to follow the task. */
export interface StoredTask extends Task {
  /** Numeric id of the GitHub account that started it. */
  githubUserId: number;
  /** By which a repeat is known; absent: none was given, or it is free again. */
  idempotencyKey?: string;
  /**
   * When one replica took it on itself to send the task, just before it did, ISO
   * 8601; absent: it was certainly never sent.
   */
  sentAt?: string;
  /** What GitHub showed when it was last looked at; compared, never shown. */
  seen: {
    updatedAt?: string;
    sessionCount?: number;
    repositoryId?: number;
    pull?: { id?: number; globalId?: string };
    /** GitHub has not told the cost of all sessions. */
    lacksCost?: true;
  };
  /** When something last moved on GitHub, as far as the portal saw. */
  progressedAt: string;
  /** When GitHub's webhook last said that the pull request changed; absent: it was read since. */
  refreshRequestedAt?: string;
  /** Counts the changes, so that of two writers with the same reading one wins. */
  version: number;
}

/** What a task is to its readers. */
export function toTask(stored: StoredTask): Task {
  const {
    githubUserId,
    idempotencyKey,
    sentAt,
    seen,
    progressedAt,
    refreshRequestedAt,
    version,
    ...task
  } = stored;
  return task;
}

/** A {@link StoredTask} with its history. */
export interface StoredTaskDetail extends StoredTask {
  transitions: Transition[];
  sessions: Session[];
}
