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

import { AgentTasksError } from 'backstage-plugin-agent-tasks-common';
import type { GitHubIdentities } from '../credentials';
import type { Reader, TaskReader } from './TaskReader';
import type { StoredTask, StoredTaskDetail } from './types';

export interface OwnTasksOptions {
  reader: Pick<TaskReader, 'getOwn'>;
  identities: Pick<GitHubIdentities, 'get'>;
}

/** The tasks of whoever asks, for what only their requester may do. */
export class OwnTasks {
  readonly #options: OwnTasksOptions;

  private constructor(options: OwnTasksOptions) {
    this.#options = options;
  }

  static create(options: OwnTasksOptions): OwnTasks {
    return new OwnTasks(options);
  }

  /** Throws `task_not_found` also for a task of somebody else. */
  async get(reader: Reader, id: string): Promise<StoredTaskDetail> {
    return this.#options.reader.getOwn(reader, id);
  }

  /** GitHub shows a person's tasks to that person's own account. */
  async requireAccount(reader: Reader, task: StoredTask): Promise<void> {
    const { id, login } = await this.#options.identities.get(
      reader.gitHubToken,
    );
    if (id === task.githubUserId) return;
    throw new AgentTasksError(
      'github_identity_mismatch',
      `You started this task as ${task.githubLogin} on GitHub, and are signed in there as ${login} now. Sign in to GitHub as ${task.githubLogin}, then try again.`,
    );
  }
}
