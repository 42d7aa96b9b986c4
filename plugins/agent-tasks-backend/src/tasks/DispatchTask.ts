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

import type {
  AuditorService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { AgentTasksError } from 'backstage-plugin-agent-tasks-common';
import type { Policy, PolicyRuleEntry, PolicySource } from '../policy';
import type { SharedClock } from '../tracking/SharedClock';
import { reasonOf } from '../reasonOf';
import { admit, type Admission } from './admit';
import { describeRule } from './describeRule';
import type {
  DispatchRequest,
  DispatchResult,
  ReadyRequest,
} from './dispatchTypes';
import { hashRequest } from './hashRequest';
import type { FirstAttempt } from './FirstAttempt';
import type { IntentWriter } from './IntentWriter';
import { isKeyValid } from './isKeyValid';
import type { RepeatedDispatch } from './RepeatedDispatch';
import type { TaskStore } from './TaskStore';
import type { StoredTask } from './types';

export type { DispatchRequest, DispatchResult } from './dispatchTypes';

export interface DispatchTaskOptions {
  policy: PolicySource;
  permissions: PermissionsService;
  auditor: AuditorService;
  store: TaskStore;
  intents: IntentWriter;
  firstAttempt: FirstAttempt;
  repeats: RepeatedDispatch;
  clock: Pick<SharedClock, 'now'>;
}

/**
 * The one door to GitHub for starting a task: portal, scaffolder and proxy all
 * come through here.
 *
 * Promises: GitHub is asked at most once per intent, whatever happens; who may
 * not, or is over a limit, or sends nonsense, reaches neither the database nor
 * GitHub; with an idempotency key, repeats and concurrent requests over all
 * replicas get the one task. The key is free again once the dispatch was refused
 * for certain or given up by its requester, and 24 hours after its task has
 * settled or is followed no more.
 *
 * Does not promise an answer about every task at once: GitHub has no idempotency
 * of its own, so where its answer is lost the task is `unknown` until it is
 * found, or its requester says that it never started, and it is never sent a
 * second time. What GitHub says for certain, however late, beats both.
 *
 * A dispatch goes from `pending` to `accepted`, `rejected` or `unknown`, and from
 * `unknown` to `accepted`, `rejected` or abandoned; each step is one transaction.
 * On a shutdown in good order, what is under way comes to its end first. On a
 * crash any replica takes it on, once the lease time (twice the request time-out)
 * is over, and so does a repeat:
 *
 * - before the intent is written: nothing happened;
 * - before it is taken to be sent (`sentAt`): it was not sent. It is sent now if
 *   it has a key and the policy still allows it, else rejected as never sent;
 * - after that: it may have been sent. It is `unknown`, and looked for;
 * - after the answer is recorded: it is followed like any other.
 *
 * A replica that was only held up, and comes back, finds the intent taken and
 * sends nothing.
 */
export class DispatchTask {
  readonly #options: DispatchTaskOptions;
  /** Requests with a key that are under way in this process. */
  readonly #underWay = new Map<
    string,
    { requestHash: string; result: Promise<DispatchResult> }
  >();

  /** All requests that are under way in this process. */
  readonly #running = new Set<Promise<DispatchResult>>();

  private constructor(options: DispatchTaskOptions) {
    this.#options = options;
  }

  static create(options: DispatchTaskOptions): DispatchTask {
    return new DispatchTask(options);
  }

  dispatch(request: DispatchRequest): Promise<DispatchResult> {
    const result = this.#dispatch(request);
    this.#running.add(result);
    const end = () => this.#running.delete(result);
    result.then(end, end);
    return result;
  }

  /** Resolves when nothing is under way any more, so that a shutdown loses no answer of GitHub. */
  async drain(): Promise<void> {
    while (this.#running.size > 0) await Promise.allSettled(this.#running);
  }

  async #dispatch(request: DispatchRequest): Promise<DispatchResult> {
    const requestHash = hashRequest(request);
    if (request.idempotencyKey === undefined) {
      return this.#dispatchAudited(request, requestHash);
    }
    const key = `${request.userEntityRef}\n${request.idempotencyKey}`;
    const first = this.#underWay.get(key);
    if (first) {
      await this.#auditRefusal(request, () =>
        requireSameRequest(first.requestHash, requestHash),
      );
      const { task, error } = await first.result;
      return { task, replayed: true, ...(error && { error }) };
    }
    const result = this.#dispatchOnce(request, requestHash);
    this.#underWay.set(key, { requestHash, result });
    try {
      return await result;
    } finally {
      this.#underWay.delete(key);
    }
  }

  async #dispatchOnce(
    request: DispatchRequest,
    requestHash: string,
  ): Promise<DispatchResult> {
    const earlier = await this.#auditRefusal(request, () =>
      this.#findEarlier(request, requestHash),
    );
    if (!earlier) return this.#dispatchAudited(request, requestHash);
    const token = await request.getGitHubToken();
    return this.#options.repeats.answer(earlier, token);
  }

  /** The task that this key stands for already. */
  async #findEarlier(
    { userEntityRef, idempotencyKey }: DispatchRequest,
    requestHash: string,
  ): Promise<StoredTask | undefined> {
    const { store, clock } = this.#options;
    const earlier = await store.findByIdempotencyKey(
      userEntityRef,
      idempotencyKey!,
    );
    if (!earlier || !isKeyValid(earlier.task, clock.now())) return undefined;
    requireSameRequest(earlier.requestHash, requestHash);
    return earlier.task;
  }

  /** Has an event for what is refused before the dispatch begins, which has its own. */
  async #auditRefusal<T>(
    request: DispatchRequest,
    work: () => T | Promise<T>,
  ): Promise<T> {
    try {
      return await work();
    } catch (error) {
      const event = await this.#createEvent(request);
      await event.fail({
        error: error as Error,
        meta: { code: reasonOf(error) },
      });
      throw error;
    }
  }

  #createEvent(request: DispatchRequest) {
    return this.#options.auditor.createEvent({
      eventId: 'task-create',
      severityLevel: 'medium',
      request: request.httpRequest,
      meta: {
        repository: request.repository,
        source: request.source,
        requestedBy: request.userEntityRef,
      },
    });
  }

  async #dispatchAudited(
    request: DispatchRequest,
    requestHash: string,
  ): Promise<DispatchResult> {
    const event = await this.#createEvent(request);
    const known: { rule?: object } = {};
    try {
      const { policy, decision } = await this.#admit(request);
      if (decision.rule) known.rule = describeRule(decision.rule);
      if (!decision.allowed) {
        throw new AgentTasksError(decision.code, decision.message);
      }
      const { rule } = decision;
      const gitHubToken = await request.getGitHubToken();
      const result = await this.#send(
        { ...request, gitHubToken },
        requestHash,
        { policy, rule },
      );
      const { error, task } = result;
      const meta = {
        ...known,
        taskId: task.id,
        dispatch: task.dispatch.status,
      };
      if (error) {
        await event.fail({ error, meta: { ...meta, code: error.code } });
      } else await event.success({ meta });
      return result;
    } catch (error) {
      await event.fail({
        error: error as Error,
        meta: { ...known, code: reasonOf(error) },
      });
      throw error;
    }
  }

  async #admit(request: DispatchRequest): Promise<Admission> {
    const { policy, permissions, clock } = this.#options;
    const now = new Date(clock.now());
    return admit(request, { policy, permissions, now });
  }

  async #send(
    request: ReadyRequest,
    requestHash: string,
    by: { policy: Policy; rule: PolicyRuleEntry },
  ): Promise<DispatchResult> {
    const { intents, firstAttempt, repeats } = this.#options;
    const intent = await intents.write(request, requestHash, by);
    if (intent) return firstAttempt.make(request, intent);
    // Another replica was faster with this key; unless it is free again by now.
    const earlier = await this.#findEarlier(request, requestHash);
    return earlier
      ? repeats.answer(earlier, request.gitHubToken)
      : this.#send(request, requestHash, by);
  }
}

function requireSameRequest(earlierHash: string, requestHash: string): void {
  if (earlierHash !== requestHash) {
    throw new AgentTasksError(
      'idempotency_key_reused',
      'This Idempotency-Key was used for another task. Use a new key for a new task; repeat a request with exactly the same body.',
    );
  }
}
