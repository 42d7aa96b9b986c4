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
 * its back, a few between two questions; so it keeps the last order, checks it on
 * the way, and sorts again when it finds it stale.
 */
export class TaskOrder {
  readonly #tasks: ReadonlySet<Task>;
  readonly #orders = new Map<TaskTime, Task[]>();

  constructor(tasks: ReadonlySet<Task>) {
    this.#tasks = tasks;
  }

  /**
   * Shows all tasks, newest first, to `visit`, and returns what `begin` made for
   * it. One pass, because with many tasks it is reading them that takes time. A
   * pass over a stale order is thrown away: `begin` is called once more.
   */
  reduce<Result>(
    time: TaskTime,
    begin: () => Result,
    visit: (result: Result, task: Task) => void,
  ): Result {
    const order = this.#order(time);
    for (;;) {
      const result = begin();
      let before: Task | undefined;
      let isStale = false;
      for (const task of order) {
        if (before && newerFirst(before, task, time) > 0) {
          isStale = true;
          break;
        }
        visit(result, task);
        before = task;
      }
      if (!isStale) return result;
      order.sort((a, b) => newerFirst(a, b, time));
    }
  }

  #order(time: TaskTime): Task[] {
    const order = this.#orders.get(time) ?? [];
    this.#orders.set(time, order);
    // Tasks never leave a group, and new ones are at the end of the set.
    if (order.length < this.#tasks.size) {
      const added = [...this.#tasks].slice(order.length).reverse();
      this.#orders.set(time, added.concat(order));
    }
    return this.#orders.get(time)!;
  }
}

function newerFirst(a: Task, b: Task, time: TaskTime): number {
  return b[time] - a[time] || (a.id < b.id ? 1 : -1);
}
