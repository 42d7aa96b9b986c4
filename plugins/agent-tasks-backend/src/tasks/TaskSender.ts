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
  CreateTaskBody,
  CreateTaskOutcome,
  GitHubClient,
  GitHubTask,
} from '../github/types';
import type { Announcer } from '../live/Announcer';
import { settleWithin } from '../settleWithin';
import {
  acceptedChange,
  applyToLatest,
  rejectedChange,
  unknownChange,
} from './dispatchChanges';
import type { DispatchRequest, DispatchResult } from './dispatchTypes';
import { findLostTask } from './findLostTask';
import type { TaskChange, TaskStore } from './TaskStore';
import type { StoredTask } from './types';

/** A request waits this long for a lost task to be found; then the tracker goes on. */
const FIND_FOR_MS = 4_000;

export interface TaskSenderOptions {
  client: GitHubClient;
  store: TaskStore;
  credentials: CredentialStore;
  identities: GitHubIdentities;
  announcer: Announcer;
  logger: LoggerService;
}

/** Sends an intent to GitHub, once, and records what became of it. */
export class TaskSender {
  readonly #options: TaskSenderOptions;

  private constructor(options: TaskSenderOptions) {
    this.#options = options;
  }

  static create(options: TaskSenderOptions): TaskSender {
    return new TaskSender(options);
  }

  async send(
    request: DispatchRequest,
    intent: StoredTask,
  ): Promise<DispatchResult> {
    const { credentials, announcer } = this.#options;
    const { gitHubToken } = request;
    const owner = {
      userEntityRef: intent.requestedBy,
      githubUserId: intent.githubUserId,
    };
    await credentials.keep(owner, gitHubToken);
    await announcer.announce(intent, []);
    const outcome = await this.#post(request);
    const { answer } = outcome;

    if (outcome.kind === 'accepted') {
      // Once more: the tracker wipes a token when it finds nothing to follow.
      await credentials.keep(owner, gitHubToken);
      const task = await this.#record(intent, (current, at) =>
        acceptedChange(current, outcome.task, at),
      );
      return { task, replayed: false, answer };
    }
    const { error } = outcome;
    if (outcome.kind === 'refused') {
      if (error.code === 'github_sign_in_required') {
        this.#options.identities.forget(gitHubToken);
        await credentials.reject(owner, gitHubToken);
      }
      const task = await this.#record(intent, (current, at) =>
        rejectedChange(current, error, at),
      );
      return { task, replayed: false, answer, error };
    }
    const task = await this.#record(intent, (current, at) =>
      unknownChange(current, error, at),
    );
    // The proxy passes GitHub's answer on as it is; the tracker finds the task.
    const found =
      request.source === 'proxy'
        ? undefined
        : await this.#find(task, gitHubToken);
    if (!found) return { task, replayed: false, answer, error };
    return {
      task: await this.#record(task, (current, at) =>
        acceptedChange(current, found, at),
      ),
      replayed: false,
    };
  }

  async #post(request: DispatchRequest): Promise<CreateTaskOutcome> {
    const body: CreateTaskBody = {
      prompt: request.prompt,
      base_ref: request.baseRef,
      head_ref: request.headRef,
      model: request.model,
      custom_agent: request.customAgent,
      // Always sent: without it GitHub does not do what it documents (facts §1.3).
      create_pull_request: request.createPullRequest,
    };
    try {
      return await this.#options.client.createTask({
        token: request.gitHubToken,
        repository: request.repository,
        body: request.rawBody ?? JSON.stringify(body),
        apiVersion: request.apiVersion,
      });
    } catch (error) {
      // A fault of ours; whether GitHub got the request is not known.
      this.#options.logger.error('Sending a task to GitHub failed', {
        reason: error instanceof Error ? error.name : 'unknown',
      });
      return {
        kind: 'ambiguous',
        error: new AgentTasksError(
          'github_unavailable',
          'The portal could not tell whether GitHub started the task. It looks for the task and does not send it again.',
        ),
      };
    }
  }

  async #record(
    task: StoredTask,
    build: (current: StoredTask, at: string) => TaskChange,
  ): Promise<StoredTask> {
    const { store, announcer } = this.#options;
    const outcome = await applyToLatest(store, task.id, current =>
      // The tracker may have found it first.
      current.dispatch.status === 'accepted'
        ? undefined
        : build(current, new Date().toISOString()),
    );
    if (outcome.change) {
      await announcer.announce(outcome.task, outcome.change.transitions);
    }
    return outcome.task;
  }

  async #find(
    task: StoredTask,
    token: string,
  ): Promise<GitHubTask | undefined> {
    const { client, store } = this.#options;
    return settleWithin(
      findLostTask({ client, store, token, task }).catch(() => undefined),
      FIND_FOR_MS,
    );
  }
}
