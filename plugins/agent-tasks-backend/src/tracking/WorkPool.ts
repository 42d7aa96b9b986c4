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

import { settleWithin } from '../settleWithin';

export interface WorkPoolOptions<Item> {
  /** Items that are worked on at the same time. */
  size: number;
  /** How long to wait when there was less to do than there was room for. */
  idleMs: number;
  /** Takes up to so many items; fewer: there are no more at present. Must not throw. */
  claim: (limit: number) => Promise<Item[]>;
  /** Must not throw. */
  work: (item: Item) => Promise<void>;
}

/**
 * Keeps a number of slots busy. As long as there is more to do than there are
 * slots, items are claimed in batches, as soon as a quarter of the slots is free
 * or, where some work takes long, whatever is free now and then; else it is asked
 * now and then whether there is something to do.
 */
export class WorkPool<Item> {
  readonly #options: WorkPoolOptions<Item>;
  readonly #underWay = new Set<Promise<void>>();
  #isStopped = false;
  #loop: Promise<void> = Promise.resolve();
  /** To be called when a slot is free or a stop is wanted. */
  #wake = () => {};

  private constructor(options: WorkPoolOptions<Item>) {
    this.#options = options;
  }

  static create<Item>(options: WorkPoolOptions<Item>): WorkPool<Item> {
    return new WorkPool(options);
  }

  start(): void {
    this.#loop = this.#run();
  }

  /** Claims no more, and resolves when all work has ended, or after so many milliseconds. */
  async stop(withinMs: number): Promise<void> {
    this.#isStopped = true;
    this.#wake();
    await settleWithin(
      this.#loop.then(() => Promise.all(this.#underWay)),
      withinMs,
    );
  }

  async #run(): Promise<void> {
    const { size, idleMs, claim } = this.#options;
    while (!this.#isStopped) {
      const free = size - this.#underWay.size;
      const items = await claim(free);
      // What was claimed at the very end is given back with all other claims.
      if (this.#isStopped) return;
      items.forEach(item => this.#start(item));
      const isBusy = items.length === free;
      await this.#pause(idleMs, () => isBusy && this.#isRoomy());
    }
  }

  #start(item: Item): void {
    const work = this.#options.work(item).finally(() => {
      this.#underWay.delete(work);
      this.#wake();
    });
    this.#underWay.add(work);
  }

  #isRoomy(): boolean {
    const { size } = this.#options;
    return size - this.#underWay.size >= size / 4;
  }

  /** Until so many milliseconds have passed, or `isEnough`, or a stop. */
  async #pause(milliseconds: number, isEnough: () => boolean): Promise<void> {
    if (isEnough()) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    await new Promise<void>(resolve => {
      timer = setTimeout(resolve, milliseconds);
      this.#wake = () => {
        if (this.#isStopped || isEnough()) resolve();
      };
    });
    clearTimeout(timer);
  }
}
