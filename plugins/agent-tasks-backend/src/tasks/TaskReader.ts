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
  AuditorService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import {
  AgentTasksError,
  type TaskState,
} from 'backstage-plugin-agent-tasks-common';
import type { Request } from 'express';
import type { GitHubIdentities } from '../credentials';
import { toRepositoryKey } from './database/rows';
import type { ReadPermission } from './ReadPermission';
import type {
  GitHubViewer,
  RepositoryVisibility,
} from './RepositoryVisibility';
import type { TaskFilter, TaskStore } from './TaskStore';
import type { StoredTask, StoredTaskDetail } from './types';

/** After so many repositories a request decides about no more: twenty calls to GitHub. */
const MOST_REPOSITORIES = 2_000;
/** One call: nearly always all that are in question. */
const FIRST_AT_ONCE = 100;
const MORE_AT_ONCE = 500;

/** After the last task of its time: ids are UUIDs. */
const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** Who reads. */
export interface Reader {
  credentials: BackstageCredentials;
  userEntityRef: string;
  gitHubToken: string;
  /** For the audit trail only. */
  httpRequest?: Request;
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
  readPermission: ReadPermission;
  identities: Pick<GitHubIdentities, 'get'>;
  visibility: RepositoryVisibility;
  auditor: AuditorService;
}

/**
 * Tasks as a person may see them: those that the permission policy lets them
 * read and that are their own, or in a repository that GitHub shows to their own
 * token. What may not be seen is as if it were not there.
 *
 * Pages are full as long as there are tasks. The database leaves out what the
 * policy forbids and the repositories that GitHub hides; about those that nobody
 * has asked for lately GitHub is asked before, a hundred in a call. Only beyond
 * {@link MOST_REPOSITORIES} of them does a page end early, with a cursor that
 * goes on behind them.
 *
 * Whoever reads the detail of another person's task, or tries to, is in the
 * audit trail; a list is not.
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
    if (!task) throw taskNotFound();
    if (isOwn(reader, task)) return this.#requirePermitted(reader, task);
    const event = await this.#options.auditor.createEvent({
      eventId: 'task-read',
      severityLevel: 'low',
      request: reader.httpRequest,
      meta: {
        taskId: id,
        repository: task.repository,
        requestedBy: task.requestedBy,
        readBy: reader.userEntityRef,
      },
    });
    try {
      await this.#requirePermitted(reader, task);
      await this.#requireVisible(reader, task);
    } catch (error) {
      await event.fail({ error: error as Error });
      throw error;
    }
    await event.success();
    return task;
  }

  /** The reader's own; throws `task_not_found` also for a task of somebody else. */
  async getOwn(reader: Reader, id: string): Promise<StoredTaskDetail> {
    const task = await this.#options.store.getDetail(id);
    if (!task || !isOwn(reader, task)) throw taskNotFound();
    return this.#requirePermitted(reader, task);
  }

  /** Newest first. */
  async list(reader: Reader, query: TaskQuery): Promise<TaskPage> {
    const permitted = await this.#options.readPermission.criteria(
      reader.credentials,
    );
    if (!permitted) return { items: [] };
    const isShown = new Map<string, boolean>();
    const without = (repositories: string[], limit: number): TaskFilter => ({
      ...query,
      ...permitted,
      limit,
      hidden: { repositories, exceptOf: reader.userEntityRef },
    });
    const findRows = () => {
      const hidden = [...isShown].filter(([, shown]) => !shown);
      const names = hidden.map(([repository]) => repository);
      // One more than asked for, to know whether there is a next page.
      return this.#options.store.list(without(names, query.limit + 1));
    };
    const isUndecided = (row: StoredTask) =>
      !isOwn(reader, row) && !isShown.has(repositoryKeyOf(row));

    let viewer: GitHubViewer | undefined;
    let left = MOST_REPOSITORIES;
    let rows = await findRows();
    for (let round = 0; ; round++) {
      const undecided = rows.filter(isUndecided);
      if (undecided.length === 0) return toPage(rows, query.limit);
      if (left === 0) return endEarly(rows, isUndecided, query);
      viewer ??= await this.#toViewer(reader);
      const most = Math.min(left, round > 0 ? MORE_AT_ONCE : FIRST_AT_ONCE);
      const repositories = [...new Set(undecided.map(repositoryKeyOf))];
      repositories.splice(most);
      if (round > 0 || !this.#areKnown(viewer, repositories)) {
        left -= most;
        if (repositories.length < most) {
          const decided = [...isShown.keys(), ...repositories];
          const more = without(decided, most - repositories.length);
          repositories.push(
            ...(await this.#options.store.listRepositories(more)),
          );
        }
      }
      const answers = await this.#options.visibility.areVisible(
        viewer,
        repositories,
      );
      for (const [repository, shown] of answers) isShown.set(repository, shown);
      if ([...answers.values()].includes(false)) rows = await findRows();
    }
  }

  #areKnown(viewer: GitHubViewer, repositories: string[]): boolean {
    const { visibility } = this.#options;
    return repositories.every(name => visibility.isKnown(viewer, name));
  }

  async #requirePermitted<T extends StoredTask>(
    { credentials }: Reader,
    task: T,
  ): Promise<T> {
    const { readPermission } = this.#options;
    if (await readPermission.allows(credentials, task)) return task;
    throw taskNotFound();
  }

  async #requireVisible(reader: Reader, task: StoredTask): Promise<void> {
    const viewer = await this.#toViewer(reader);
    const { visibility } = this.#options;
    if (await visibility.isVisible(viewer, task.repository)) return;
    throw taskNotFound();
  }

  async #toViewer({ gitHubToken: token }: Reader): Promise<GitHubViewer> {
    const { id: githubUserId } = await this.#options.identities.get(token);
    return { token, githubUserId };
  }
}

/** Of a task that is not there, or not for whoever asks. */
function taskNotFound(): AgentTasksError {
  return new AgentTasksError(
    'task_not_found',
    "There is no such task, or it is not shown to you: GitHub has to show you its repository, and the portal's permissions have to let you see it. Check the link, and that you are signed in to GitHub with the right account; else ask a platform admin.",
  );
}

function isOwn({ userEntityRef }: Reader, { requestedBy }: StoredTask) {
  return requestedBy === userEntityRef;
}

function toPage(rows: StoredTask[], limit: number): TaskPage {
  const items = rows.slice(0, limit);
  return rows.length > limit
    ? { items, next: positionOf(items.at(-1)!) }
    : { items };
}

/** What is decided, and a cursor right before the first task that is not. */
function endEarly(
  rows: StoredTask[],
  isUndecided: (row: StoredTask) => boolean,
  { limit, after }: TaskQuery,
): TaskPage {
  const end = rows.findIndex(isUndecided);
  if (end >= limit) return toPage(rows, limit);
  const items = rows.slice(0, end);
  if (items.length > 0) return { items, next: positionOf(items.at(-1)!) };
  const { createdAt } = rows[end];
  const isOfSameTime = after?.createdAt === createdAt;
  return { items, next: isOfSameTime ? after : { createdAt, id: LAST_ID } };
}

function repositoryKeyOf({ repository }: StoredTask): string {
  return toRepositoryKey(repository);
}

function positionOf({ createdAt, id }: StoredTask): TaskFilter['after'] {
  return { createdAt, id };
}
