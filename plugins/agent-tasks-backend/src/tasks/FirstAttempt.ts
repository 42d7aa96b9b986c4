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

import type { CredentialStore } from '../credentials';
import type { Announcer } from '../live/Announcer';
import { settleWithin } from '../settleWithin';
import type { DispatchRecovery } from './DispatchRecovery';
import type { DispatchResult, ReadyRequest } from './dispatchTypes';
import type { RepeatedDispatch } from './RepeatedDispatch';
import type { TaskSender } from './TaskSender';
import type { TaskOwner, TaskStore } from './TaskStore';
import type { StoredTask } from './types';

/** A request waits this long for a lost task to be found; then the tracker goes on. */
const FIND_FOR_MS = 4_000;

export interface FirstAttemptOptions {
  store: TaskStore;
  credentials: CredentialStore;
  announcer: Announcer;
  sender: TaskSender;
  recovery: DispatchRecovery;
  repeats: RepeatedDispatch;
  /** Called when a token was kept for an owner. */
  onTokenKept: (owner: TaskOwner) => Promise<void>;
}

/**
 * Sends an intent that was just written, with the token of whoever asks. The
 * token is kept before, so that from now on others can finish what is left here.
 */
export class FirstAttempt {
  readonly #options: FirstAttemptOptions;

  private constructor(options: FirstAttemptOptions) {
    this.#options = options;
  }

  static create(options: FirstAttemptOptions): FirstAttempt {
    return new FirstAttempt(options);
  }

  async make(
    request: ReadyRequest,
    intent: StoredTask,
  ): Promise<DispatchResult> {
    const { announcer, sender, repeats } = this.#options;
    const { gitHubToken: token, rawBody, apiVersion } = request;
    const owner = {
      userEntityRef: intent.requestedBy,
      githubUserId: intent.githubUserId,
    };
    await this.#keep(owner, token);
    await announcer.announce(intent, []);
    const sent = await sender.send(intent, { token, rawBody, apiVersion });
    if (!sent) {
      // This process was held up for so long that another has finished it.
      const result = await repeats.answer(intent, token);
      return { ...result, replayed: false };
    }
    if (sent.task.dispatch.status !== 'rejected') {
      // Once more: the tracker wipes a token when it finds nothing to follow.
      await this.#keep(owner, token);
    }
    // The proxy passes GitHub's answer on as it is; the tracker finds the task.
    if (sent.task.dispatch.status !== 'unknown' || request.source === 'proxy') {
      return { ...sent, replayed: false };
    }
    const task = await this.#find(sent.task, token);
    return task.dispatch.status === 'accepted'
      ? { task, replayed: false }
      : { ...sent, task, replayed: false };
  }

  /** A look that found no token may have paused the owner just before. */
  async #keep(owner: TaskOwner, token: string): Promise<void> {
    const { credentials, onTokenKept } = this.#options;
    if (await credentials.keep(owner, token)) await onTokenKept(owner);
  }

  async #find(task: StoredTask, token: string): Promise<StoredTask> {
    const { store, recovery } = this.#options;
    await settleWithin(
      // A refusal of GitHub says nothing new about the dispatch.
      recovery.recover([task], token).catch(() => {}),
      FIND_FOR_MS,
    );
    return (await store.get(task.id)) ?? task;
  }
}
