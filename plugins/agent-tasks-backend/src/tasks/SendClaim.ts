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

import type { SharedClock } from '../tracking/SharedClock';
import type { TaskStore } from './TaskStore';
import type { StoredTask } from './types';

/** The taking of one intent by one sender, asked for when the request is about to leave. */
export class SendClaim {
  readonly #store: Pick<TaskStore, 'claimSend'>;
  readonly #intent: StoredTask;
  readonly #clock: Pick<SharedClock, 'now'>;
  /** `undefined`: it did not come to it. */
  isWon?: boolean;
  /** Why the database could not be asked: whether it is taken is not known, and it is not sent. */
  failure?: unknown;

  constructor(
    store: Pick<TaskStore, 'claimSend'>,
    intent: StoredTask,
    clock: Pick<SharedClock, 'now'>,
  ) {
    this.#store = store;
    this.#intent = intent;
    this.#clock = clock;
  }

  /** Whether the request may leave. Never throws. */
  async ask(): Promise<boolean> {
    try {
      const at = new Date(this.#clock.now()).toISOString();
      const claimed = await this.#store.claimSend(this.#intent, at);
      this.isWon = claimed !== undefined;
      return this.isWon;
    } catch (error) {
      this.failure = error;
      return false;
    }
  }
}
