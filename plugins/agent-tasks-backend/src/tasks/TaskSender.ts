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

import type { LoggerService } from '@backstage/backend-plugin-api';
import { AgentTasksError } from 'backstage-plugin-agent-tasks-common';
import type { CredentialStore, GitHubIdentities } from '../credentials';
import type {
  CreateTaskOutcome,
  GitHubAnswer,
  GitHubClient,
} from '../github/types';
import type { Announcer } from '../live/Announcer';
import { reasonOf } from '../reasonOf';
import type { SharedClock } from '../tracking/SharedClock';
import { createTaskBody } from './createTaskBody';
import { recordOutcome } from './recordOutcome';
import { SendClaim } from './SendClaim';
import type { TaskStore } from './TaskStore';
import type { StoredTask } from './types';

/** How an intent is sent. */
export interface SendOptions {
  /** Of the account on GitHub that the intent was written for. */
  token: string;
  /** The JSON text that a caller of the proxy sent: it goes to GitHub as it is. */
  rawBody?: string;
  /** `X-GitHub-Api-Version`, where the caller names one. */
  apiVersion?: string;
}

/** What became of an intent that was sent. */
export interface SendResult {
  task: StoredTask;
  /** What GitHub answered to the POST; absent where it gave no answer. */
  answer?: GitHubAnswer;
  /** Present unless the task was accepted. */
  error?: AgentTasksError;
}

export interface TaskSenderOptions {
  client: GitHubClient;
  store: TaskStore;
  credentials: CredentialStore;
  identities: GitHubIdentities;
  announcer: Announcer;
  clock: Pick<SharedClock, 'now'>;
  logger: LoggerService;
}

/**
 * Sends an intent to GitHub, once, and records what became of it.
 *
 * The intent is taken in the database (`claimSend`) at the last moment before the
 * request leaves, after all waiting for pace. Of all who want to send it, the
 * request's own replica and those that finish what it left, one gets it, and only
 * that one sends. On a crash before that moment nothing was sent and another
 * sends or refuses it; after that moment the answer is lost, and nobody sends.
 */
export class TaskSender {
  readonly #options: TaskSenderOptions;

  private constructor(options: TaskSenderOptions) {
    this.#options = options;
  }

  static create(options: TaskSenderOptions): TaskSender {
    return new TaskSender(options);
  }

  /** `undefined`: another has taken the intent, or ended it; nothing was sent. */
  async send(
    intent: StoredTask,
    options: SendOptions,
  ): Promise<SendResult | undefined> {
    const { store, announcer, clock } = this.#options;
    const claim = new SendClaim(store, intent, clock);
    const outcome = await this.#post(intent, options, claim);
    if (claim.failure !== undefined) throw claim.failure;
    if (claim.isWon === false) return undefined;
    if (outcome.kind === 'refused') {
      await this.#heed(outcome.error, intent, options.token);
    }
    const task = await recordOutcome(
      { store, announcer, clock },
      intent.id,
      outcome,
    );
    const { answer } = outcome;
    return outcome.kind === 'accepted'
      ? { task, answer }
      : { task, ...(answer && { answer }), error: outcome.error };
  }

  async #post(
    intent: StoredTask,
    { token, rawBody, apiVersion }: SendOptions,
    claim: SendClaim,
  ): Promise<CreateTaskOutcome> {
    try {
      return await this.#options.client.createTask({
        token,
        repository: intent.repository,
        body: rawBody ?? JSON.stringify(createTaskBody(intent)),
        apiVersion,
        mayLeave: () => claim.ask(),
      });
    } catch (error) {
      // A fault of ours.
      this.#options.logger.error('Sending a task to GitHub failed', {
        taskId: intent.id,
        repository: intent.repository,
        reason: reasonOf(error),
      });
      return claim.isWon
        ? {
            kind: 'ambiguous',
            error: new AgentTasksError(
              'github_unavailable',
              'The portal could not tell whether GitHub started the task. It looks for the task and does not send it again.',
            ),
          }
        : {
            kind: 'refused',
            error: new AgentTasksError(
              'github_unavailable',
              'The portal could not send the task to GitHub, and nothing was started. Try again; if it goes on, ask a platform admin to look into the log.',
            ),
          };
    }
  }

  /** What GitHub does not accept is not used again. */
  async #heed({ code }: AgentTasksError, task: StoredTask, token: string) {
    if (code !== 'github_sign_in_required') return;
    const { identities, credentials } = this.#options;
    const { requestedBy: userEntityRef, githubUserId } = task;
    if (!(await identities.isRefused(token))) return;
    await credentials.reject({ userEntityRef, githubUserId }, token);
  }
}
