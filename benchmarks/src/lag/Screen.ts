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

/** Where a person would see a task change. */
export interface Screen {
  /** Resolves with the time at which the task is first shown in this state, milliseconds since 1970. */
  shows(id: string, state: string): Promise<number>;
  /** Resolves once nothing is asked any more. */
  close(): Promise<void>;
}

/** Longer than any interval with all that may come on top of it. */
const SHOWN_WITHIN_MS = 120_000;

interface Expectation {
  id: string;
  state: string;
  resolve: (at: number) => void;
}

/** What somebody waits to see on a screen. */
export class Expectations {
  readonly #waiting = new Set<Expectation>();

  /** Tasks that somebody waits to see change. */
  has(id: string): boolean {
    return [...this.#waiting].some(each => each.id === id);
  }

  add(id: string, state: string): Promise<number> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`Task ${id} was never shown as ${state}.`)),
        SHOWN_WITHIN_MS,
      );
      this.#waiting.add({
        id,
        state,
        resolve(at) {
          clearTimeout(timer);
          resolve(at);
        },
      });
    });
  }

  /** A task is shown, now unless said otherwise. */
  show(id: string, state: string | undefined, at = Date.now()): void {
    for (const each of this.#waiting) {
      if (each.id === id && each.state === state) {
        this.#waiting.delete(each);
        each.resolve(at);
      }
    }
  }
}
