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

import pLimit, { type Limit } from 'p-limit';

/**
 * Lets a few pieces of work of the same key go on at the same time; the others
 * wait their turn. Keys do not wait for each other, and one without work costs
 * nothing.
 */
export class Gates {
  readonly #gates = new Map<string, { limit: Limit; users: number }>();
  readonly #mostAtOnce: number;

  static create(options: { mostAtOnce: number }): Gates {
    return new Gates(options.mostAtOnce);
  }

  private constructor(mostAtOnce: number) {
    this.#mostAtOnce = mostAtOnce;
  }

  async run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const gate = this.#gates.get(key) ?? {
      limit: pLimit(this.#mostAtOnce),
      users: 0,
    };
    this.#gates.set(key, gate);
    gate.users += 1;
    try {
      return await gate.limit(work);
    } finally {
      gate.users -= 1;
      if (gate.users === 0) this.#gates.delete(key);
    }
  }
}
