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

import {
  DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { isDatabaseConflictError } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type { Activity, ActivityQuery } from '../policy/limits';
import { applyAnswer } from './database/applyAnswer';
import { applyChange } from './database/applyChange';
import { insertIntent } from './database/insertIntent';
import { listRepositories, listTasks } from './database/listTasks';
import { listUnanswered } from './database/listUnanswered';
import { readActivity } from './database/readActivity';
import { selectTasks, toStoredTask } from './database/rows';
import type {
  LimitGuard,
  TaskChange,
  TaskFilter,
  TaskIntent,
  TaskOwner,
  TaskStore,
  UnansweredFilter,
} from './TaskStore';
import type { StoredTask, StoredTaskDetail } from './types';

const MIGRATIONS = resolvePackagePath(
  'backstage-plugin-agent-tasks-backend',
  'migrations',
);

/** {@link TaskStore} on the plugin's database: SQLite or PostgreSQL. */
export class DatabaseTaskStore implements TaskStore {
  readonly #db: Knex;

  private constructor(db: Knex) {
    this.#db = db;
  }

  /** Brings the database up to date first, unless migrations are switched off. */
  static async create(options: {
    database: DatabaseService;
  }): Promise<DatabaseTaskStore> {
    const { database } = options;
    const db = await database.getClient();
    // Else its errors, which are logged and answered, quote prompts.
    db.client.config.compileSqlOnError = false;
    if (!database.migrations?.skip) {
      await db.migrate.latest({ directory: MIGRATIONS });
    }
    return new DatabaseTaskStore(db);
  }

  async insertIntent(intent: TaskIntent, guard?: LimitGuard): Promise<boolean> {
    try {
      return await this.#db.transaction(tx => insertIntent(tx, intent, guard));
    } catch (error) {
      if (isDatabaseConflictError(error)) return false;
      throw error;
    }
  }

  async readActivity(query: ActivityQuery): Promise<Activity> {
    return readActivity(this.#db, query);
  }

  async claimSend(task: StoredTask, at: string) {
    const claimed = await this.#db('tasks')
      .where({ id: task.id, dispatch_status: 'pending' })
      .whereNull('sent_at')
      .update({ sent_at: at, version: this.#db.raw('version + 1') });
    return claimed > 0 ? this.get(task.id) : undefined;
  }

  async findByIdempotencyKey(requestedBy: string, idempotencyKey: string) {
    const row = await selectTasks(this.#db)
      .where({
        'tasks.requested_by': requestedBy,
        'tasks.idempotency_key': idempotencyKey,
      })
      .first();
    return row
      ? { task: toStoredTask(row), requestHash: row.request_hash ?? '' }
      : undefined;
  }

  async get(id: string): Promise<StoredTask | undefined> {
    const row = await selectTasks(this.#db).where({ 'tasks.id': id }).first();
    return row ? toStoredTask(row) : undefined;
  }

  async getDetail(id: string): Promise<StoredTaskDetail | undefined> {
    const task = await this.get(id);
    if (!task) return undefined;
    const transitions = await this.#db('transitions')
      .where({ task_id: id })
      .orderBy('id')
      .select('at', 'kind', 'from', 'to', 'note');
    const sessions = await this.#db('sessions')
      .where({ task_id: id })
      .orderBy('position')
      .select('session');
    return {
      ...task,
      transitions: transitions.map(({ from, note, ...transition }) => ({
        ...transition,
        ...(from !== null && { from }),
        ...(note !== null && { note }),
      })),
      sessions: sessions.map(row => JSON.parse(row.session)),
    };
  }

  async groupsOf(id: string): Promise<string[]> {
    return this.#db('task_groups').where({ task_id: id }).pluck('group_ref');
  }

  async list(filter: TaskFilter): Promise<StoredTask[]> {
    return listTasks(this.#db, filter);
  }

  async listRepositories(filter: TaskFilter): Promise<string[]> {
    return listRepositories(this.#db, filter);
  }

  async apply(change: TaskChange): Promise<StoredTask | undefined> {
    try {
      const isFirst = await this.#db.transaction(tx => applyChange(tx, change));
      return isFirst ? await this.get(change.task.id) : undefined;
    } catch (error) {
      // Another task has this GitHub id.
      if (isDatabaseConflictError(error)) return undefined;
      throw error;
    }
  }

  async applyAnswer(
    change: TaskChange,
    release: (holder: StoredTask) => TaskChange,
  ) {
    const written = await this.#db
      .transaction(tx => applyAnswer(tx, change, release))
      .catch(error => {
        // Another task was given the id at this moment.
        if (isDatabaseConflictError(error)) return undefined;
        throw error;
      });
    if (!written) return undefined;
    const [task, released] = await Promise.all([
      this.get(change.task.id),
      written.releasedId === undefined
        ? undefined
        : this.get(written.releasedId),
    ]);
    return { task: task!, ...(released && { released }) };
  }

  async listUnanswered(filter: UnansweredFilter): Promise<StoredTask[]> {
    return listUnanswered(this.#db, filter);
  }

  async knownGitHubTaskIds(host: string, ids: string[]): Promise<Set<string>> {
    const rows = await this.#db('tasks')
      .where({ host })
      .whereIn('github_task_id', ids)
      .select('github_task_id');
    return new Set(rows.map(row => row.github_task_id));
  }

  async listFollowed(owner: TaskOwner): Promise<StoredTask[]> {
    const rows = await selectTasks(this.#db)
      .where({
        'tasks.requested_by': owner.userEntityRef,
        'tasks.github_user_id': owner.githubUserId,
      })
      // All but 'ended', so that the index on it serves.
      .whereIn('tasks.tracking_status', ['live', 'slow'])
      .orderBy('tasks.created_at');
    return rows.map(toStoredTask);
  }
}
