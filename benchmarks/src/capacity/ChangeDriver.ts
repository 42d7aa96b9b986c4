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

import type { SimulatorControl } from 'github-agent-tasks-simulator';
import { setTimeout as sleep } from 'node:timers/promises';
import { changeTask } from '../lag/changeTask';
import type { Screen } from '../lag/Screen';
import type { TaskRow } from '../setup/taskRow';

/** Every task changes so often, as real ones do. */
export const CHANGED_EVERY_SECONDS = 150;

/** Somebody looks at one task in so many. */
const WATCHED = 4;

/** Changes the tasks of a measurement, in turn, over several stretches of time. */
export class ChangeDriver {
  readonly #control: SimulatorControl;
  /** How often each was changed. */
  readonly #turns = new Map<TaskRow, number>();

  private constructor(control: SimulatorControl) {
    this.#control = control;
  }

  static create(control: SimulatorControl): ChangeDriver {
    return new ChangeDriver(control);
  }

  /** Changes tasks for some time; the lags are known once all have been seen. */
  async drive(options: {
    tasks: TaskRow[];
    screen: Screen;
    /** What the screen calls a task. */
    idOf: (task: TaskRow) => string;
    seconds: number;
  }): Promise<{ changes: number; lags: Promise<number[]> }> {
    const { screen, idOf, seconds } = options;
    const count = Math.min(
      options.tasks.length,
      Math.round((options.tasks.length * seconds) / CHANGED_EVERY_SECONDS),
    );
    // Those that were changed least, so that nobody waits for two changes of one.
    const tasks = [...options.tasks]
      .sort((a, b) => this.#turnsOf(a) - this.#turnsOf(b))
      .slice(0, count);
    const begin = Date.now();
    const lags: Promise<number>[] = [];
    for (const [index, task] of tasks.entries()) {
      await sleep(begin + (index * seconds * 1_000) / count - Date.now());
      const turn = this.#turnsOf(task) + 1;
      this.#turns.set(task, turn);
      const { state, at } = await changeTask(
        this.#control,
        task.github_task_id,
        turn,
      );
      if (index % WATCHED !== 0) continue;
      lags.push(screen.shows(idOf(task), state).then(time => time - at));
    }
    return { changes: count, lags: Promise.all(lags) };
  }

  #turnsOf(task: TaskRow): number {
    return this.#turns.get(task) ?? 0;
  }
}
