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

import type { Task } from './model';

/** What lists are ordered by. */
export type TaskTime = 'updatedAt' | 'createdAt';

/**
 * Tasks in the order in which lists show them, newest first. Times change behind
 * its back, a few between two questions; so it keeps the last order and sorts
 * again what is nearly sorted, which takes one pass instead of a full sort.
 */
export class TaskOrder {
  readonly #tasks: ReadonlySet<Task>;
  readonly #orders = new Map<TaskTime, Task[]>();

  constructor(tasks: ReadonlySet<Task>) {
    this.#tasks = tasks;
  }

  newestFirst(time: TaskTime): readonly Task[] {
    let order = this.#orders.get(time);
    if (!order || order.length !== this.#tasks.size) {
      // Tasks never leave a group: a new one is the only reason for another size.
      order = [...this.#tasks].reverse();
      this.#orders.set(time, order);
    }
    return order.sort((a, b) => b[time] - a[time] || (a.id < b.id ? 1 : -1));
  }
}
