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
  mockServices,
  type TestDatabaseId,
  type TestDatabases,
} from '@backstage/backend-test-utils';
import type { ActivityQuery } from '../../policy/limits';
import { DatabaseTaskStore } from '../DatabaseTaskStore';
import { acceptedChange, unknownChange } from '../dispatchChanges';
import type { LimitGuard } from '../TaskStore';
import type { StoredTask } from '../types';

/** Who has the tasks of {@link pendingTask}. */
export const ADA = 'user:default/ada-nwosu';

/** When those tasks are created. */
export const AT = '2026-11-22T12:00:00.000Z';

/** When what changes them comes, a minute later. */
export const LATER = '2026-11-22T12:01:00.000Z';

/** A store of tasks on an empty database, and what happens to the tasks in it. */
export async function createTaskStore(
  databases: TestDatabases,
  id: TestDatabaseId,
) {
  const knex = await databases.init(id);
  /** As another replica does. */
  const open = async (db: typeof knex) =>
    DatabaseTaskStore.create({
      database: mockServices.database.mock({ getClient: async () => db }),
    });
  const store = await open(knex);
  const insert = async (
    task: StoredTask,
    options: {
      key?: string;
      groups?: string[];
      ruleId?: string;
      guard?: LimitGuard;
    } = {},
  ) => {
    const { key, guard, ...rest } = options;
    return store.insertIntent(
      {
        task,
        idempotencyKey: key,
        requestHash: 'hash',
        firstCheckAt: LATER,
        ...rest,
      },
      guard,
    );
  };
  const accepted = (task: StoredTask, taskId: string) =>
    acceptedChange(
      task,
      { id: taskId, state: 'queued', rawState: 'queued', createdAt: LATER },
      LATER,
    );
  const accept = (task: StoredTask, taskId: string) =>
    store.apply(accepted(task, taskId));
  const lose = async (task: StoredTask) =>
    (await store.apply(
      unknownChange(task, { code: 'github_timeout' }, LATER),
    ))!;
  const readActivity = (query: Partial<ActivityQuery>) =>
    store.readActivity({
      userEntityRef: ADA,
      groups: [],
      repository: 'acme/services',
      scopes: [],
      at: AT,
      ...query,
    });
  return { knex, open, store, insert, accepted, accept, lose, readActivity };
}
