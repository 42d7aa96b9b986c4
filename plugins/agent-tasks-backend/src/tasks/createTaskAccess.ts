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

import { AbandonTask, type AbandonTaskOptions } from './AbandonTask';
import { CheckTask, type CheckTaskOptions } from './CheckTask';
import { EntityTies, type EntityTiesOptions } from './EntityTies';
import { OwnTasks } from './OwnTasks';
import { ReadPermission, type ReadPermissionOptions } from './ReadPermission';
import {
  RepositoryVisibility,
  type RepositoryVisibilityOptions,
} from './RepositoryVisibility';
import { TaskReader, type TaskReaderOptions } from './TaskReader';

/** What {@link createTaskAccess} is made with. */
export type TaskAccessOptions = Omit<
  TaskReaderOptions & CheckTaskOptions & AbandonTaskOptions,
  'readPermission' | 'visibility' | 'ownTasks'
> &
  Omit<ReadPermissionOptions, 'entityTies'> &
  EntityTiesOptions &
  RepositoryVisibilityOptions;

/** What people see of tasks, and what they do with their own, put together. */
export function createTaskAccess(options: TaskAccessOptions): {
  taskReader: TaskReader;
  checkTask: CheckTask;
  abandonTask: AbandonTask;
} {
  const entityTies = EntityTies.create(options);
  const taskReader = TaskReader.create({
    ...options,
    readPermission: ReadPermission.create({ ...options, entityTies }),
    visibility: RepositoryVisibility.create(options),
  });
  const ownTasks = OwnTasks.create({ ...options, reader: taskReader });
  return {
    taskReader,
    checkTask: CheckTask.create({ ...options, ownTasks }),
    abandonTask: AbandonTask.create({ ...options, ownTasks }),
  };
}
