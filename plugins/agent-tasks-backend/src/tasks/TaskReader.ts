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
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { PolicyDecision } from '@backstage/plugin-permission-common';
import {
  AgentTasksError,
  agentTaskReadPermission,
  type TaskState,
} from 'backstage-plugin-agent-tasks-common';
import pLimit from 'p-limit';
import type { GitHubIdentities } from '../credentials';
import { toRepositoryKey } from './database/rows';
import {
  isHiddenBy,
  type GitHubViewer,
  type RepositoryVisibility,
} from './RepositoryVisibility';
import type { TaskFilter, TaskStore } from './TaskStore';
import type { StoredTask, StoredTaskDetail } from './types';

/** Repositories that one request asks GitHub about at most; then the page ends early. */
const MAX_CHECKS = 20;
const CONCURRENT_CHECKS = 5;

/** Rows that one request reads at most, in batches of a page. */
const MAX_BATCHES = 50;

/** Who reads. */
export interface Reader {
  credentials: BackstageCredentials;
  userEntityRef: string;
  gitHubToken: string;
}

/** What a page of tasks is asked by; the cursor is the last task of the page before. */
export interface TaskQuery {
  repository?: string;
  entityRef?: string;
  states?: TaskState[];
  requestedBy?: string;
  after?: TaskFilter['after'];
  limit: number;
}

export interface TaskPage {
  items: StoredTask[];
  /** Present if there may be more. */
  next?: TaskFilter['after'];
}

export interface TaskReaderOptions {
  store: TaskStore;
  permissions: PermissionsService;
  /** Applies the conditions of a decision to a task. */
  authorizer: (decision: PolicyDecision, task: StoredTask) => boolean;
  identities: GitHubIdentities;
  visibility: RepositoryVisibility;
}

/**
 * Tasks as a person may see them: those that the permission policy lets them
 * read and that are their own, or in a repository that GitHub shows to their own
 * token. What may not be seen is as if it were not there.
 *
 * Pages are full as long as rows last: rows that may not be seen are made up
 * for. Only where that would take more than {@link MAX_CHECKS} questions to
 * GitHub does a page end early, with a cursor to go on from.
 */
export class TaskReader {
  readonly #options: TaskReaderOptions;

  private constructor(options: TaskReaderOptions) {
    this.#options = options;
  }

  static create(options: TaskReaderOptions): TaskReader {
    return new TaskReader(options);
  }

  /** Throws `task_not_found` also for a task that may not be seen. */
  async get(reader: Reader, id: string): Promise<StoredTaskDetail> {
    const task = await this.#options.store.getDetail(id);
    if (task) {
      const isPermitted = await this.#readPermission(reader);
      if (isPermitted(task) && (await this.#isVisible(reader, task))) {
        return task;
      }
    }
    throw taskNotFound();
  }

  /** Newest first. */
  async list(reader: Reader, query: TaskQuery): Promise<TaskPage> {
    const isPermitted = await this.#readPermission(reader);
    const hidden = new Set<string>();
    const items: StoredTask[] = [];
    let { after } = query;
    let checks = MAX_CHECKS;
    for (let batch = 0; batch < MAX_BATCHES; batch++) {
      const limit = query.limit + 1;
      const rows = await this.#options.store.list({
        ...query,
        after,
        limit,
        hidden: { repositories: [...hidden], exceptOf: reader.userEntityRef },
      });
      const answers = await this.#checkRepositories(reader, rows, checks);
      checks -= answers.asked;
      for (const row of rows) {
        const isShown =
          row.requestedBy === reader.userEntityRef ||
          answers.visible.get(toRepositoryKey(row.repository));
        if (isShown === undefined) return { items, next: after };
        if (!isShown) hidden.add(row.repository);
        if (isShown && isPermitted(row)) {
          // One more than asked for is there: this page has a next one.
          if (items.length === query.limit) return { items, next: after };
          items.push(row);
        }
        after = { createdAt: row.createdAt, id: row.id };
      }
      if (rows.length < limit) return { items };
    }
    return { items, next: after };
  }

  async #readPermission(
    reader: Reader,
  ): Promise<(task: StoredTask) => boolean> {
    const { permissions, authorizer } = this.#options;
    const [decision] = await permissions.authorizeConditional(
      [{ permission: agentTaskReadPermission }],
      { credentials: reader.credentials },
    );
    if (decision.result === AuthorizeResult.ALLOW) return () => true;
    if (decision.result === AuthorizeResult.DENY) return () => false;
    return task => authorizer(decision, task);
  }

  async #isVisible(reader: Reader, task: StoredTask): Promise<boolean> {
    if (task.requestedBy === reader.userEntityRef) return true;
    const viewer = await this.#toViewer(reader);
    return this.#isShown(viewer, task.repository);
  }

  /** A repository that GitHub refuses to this viewer is hidden; other refusals are thrown. */
  async #isShown(viewer: GitHubViewer, repository: string): Promise<boolean> {
    try {
      return await this.#options.visibility.isVisible(viewer, repository);
    } catch (error) {
      if (isHiddenBy(error)) return false;
      throw error;
    }
  }

  /** By key of repository; those beyond `mostAsked` questions to GitHub are missing. */
  async #checkRepositories(
    reader: Reader,
    rows: StoredTask[],
    mostAsked: number,
  ): Promise<{ visible: Map<string, boolean>; asked: number }> {
    const repositories = new Map(
      rows
        .filter(row => row.requestedBy !== reader.userEntityRef)
        .map(row => [toRepositoryKey(row.repository), row.repository]),
    );
    if (repositories.size === 0) return { visible: new Map(), asked: 0 };

    const { visibility } = this.#options;
    const viewer = await this.#toViewer(reader);
    let asked = 0;
    const checked = [...repositories].filter(
      ([, repository]) =>
        visibility.isKnown(viewer, repository) || asked++ < mostAsked,
    );
    const limit = pLimit(CONCURRENT_CHECKS);
    const answers = await Promise.all(
      checked.map(([key, repository]) =>
        limit(
          async () => [key, await this.#isShown(viewer, repository)] as const,
        ),
      ),
    );
    return { visible: new Map(answers), asked };
  }

  async #toViewer({ gitHubToken: token }: Reader) {
    const { id: githubUserId } = await this.#options.identities.get(token);
    return { token, githubUserId };
  }
}

/** Of a task that is not there, or not for whoever asks. */
export function taskNotFound(): AgentTasksError {
  return new AgentTasksError(
    'task_not_found',
    'There is no such task, or it is in a repository that GitHub does not show to you. Check the link, and that you are signed in to GitHub with the right account.',
  );
}
