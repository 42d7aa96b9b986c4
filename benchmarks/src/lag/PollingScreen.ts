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

import { repeatEvery } from '../calls/repeatEvery';
import { Expectations, type Screen } from './Screen';

/** A browser that asks again every so often, from a moment of its own; the naive twin of signals. */
export class PollingScreen implements Screen {
  readonly #expected = new Expectations();
  readonly #stopping = new AbortController();
  #polling: Promise<unknown> = Promise.resolve();

  private constructor() {}

  static open(options: {
    ids: string[];
    intervalMs: number;
    /** The state of a task. */
    ask: (id: string) => Promise<string | undefined>;
  }): PollingScreen {
    const screen = new PollingScreen();
    const polling = options.ids.map(id =>
      repeatEvery(
        async () => screen.#expected.show(id, await options.ask(id)),
        {
          intervalMs: options.intervalMs,
          firstAfterMs: Math.random() * options.intervalMs,
          signal: screen.#stopping.signal,
        },
      ),
    );
    screen.#polling = Promise.all(polling);
    return screen;
  }

  shows(id: string, state: string): Promise<number> {
    return this.#expected.add(id, state);
  }

  async close(): Promise<void> {
    this.#stopping.abort();
    await this.#polling;
  }
}
