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

import type { AuditorService } from '@backstage/backend-plugin-api';
import {
  AgentTasksError,
  isAgentTasksError,
  type TaskSource,
} from 'backstage-plugin-agent-tasks-common';
import { concernsToken } from '../github/triage';
import type { GitHubClient } from '../github/types';
import type { Announcer } from '../live/Announcer';
import { decide, type Decision, type PolicySource } from '../policy';
import type { SharedClock } from '../tracking/SharedClock';
import { toRepositoryKey } from './database/rows';
import { describeRule } from './describeRule';
import {
  acceptedChange,
  forbiddenChange,
  neverSentChange,
  unknownChange,
} from './dispatchChanges';
import { findLostTasks } from './findLostTasks';
import { nextDispatchStep } from './nextDispatchStep';
import type { TaskSender } from './TaskSender';
import type { TaskChange, TaskStore } from './TaskStore';
import type { StoredTask } from './types';

export interface DispatchRecoveryOptions {
  client: GitHubClient;
  store: TaskStore;
  sender: TaskSender;
  announcer: Announcer;
  policy: PolicySource;
  auditor: AuditorService;
  clock: Pick<SharedClock, 'now'>;
  /** How long a replica has for a dispatch that it took on itself. */
  leaseMs: number;
}

/**
 * Brings dispatches on that whoever began them has left: sends what was never
 * sent, or says so; takes as lost what has had no answer; looks on GitHub for
 * what was lost.
 *
 * Promises: whoever calls this, however many at once, nothing is sent twice, and
 * each step is written once. It is not told what becomes of a task here: read it
 * again. On a crash in any step, the next call finds the row as it was or one
 * step further, and goes on. What is sent this late, up to an hour after it was
 * asked for, the policy is asked about anew: its rules may have changed. Whether
 * the user's permission has, only the user's own request can tell.
 */
export class DispatchRecovery {
  readonly #options: DispatchRecoveryOptions;

  private constructor(options: DispatchRecoveryOptions) {
    this.#options = options;
  }

  static create(options: DispatchRecoveryOptions): DispatchRecovery {
    return new DispatchRecovery(options);
  }

  /**
   * @param tasks - any, of one account on GitHub; those that need nothing are left alone
   * @param token - of that account
   * @throws one of GitHub's refusals, after everything else has been tried;
   *   rather one that concerns the token than one that concerns a repository
   */
  async recover(
    tasks: StoredTask[],
    token: string,
    options: {
      /** Whether what was never sent may be sent now; else it is refused. Default `true`. */
      mayStart?: boolean;
    } = {},
  ): Promise<void> {
    const failures: unknown[] = [];
    const lost = new Map<string, StoredTask[]>();
    for (const task of tasks) {
      try {
        const unanswered = await this.#finish(task, token, options);
        if (!unanswered) continue;
        const key = toRepositoryKey(unanswered.repository);
        lost.set(key, [...(lost.get(key) ?? []), unanswered]);
      } catch (error) {
        failures.push(error);
      }
    }
    for (const group of lost.values()) {
      try {
        await this.#look(group, token);
      } catch (error) {
        failures.push(error);
      }
    }
    const first = failures.find(isOfToken) ?? failures[0];
    if (first !== undefined) throw first;
  }

  /** The task if it is to be looked for. */
  async #finish(
    task: StoredTask,
    token: string,
    { mayStart = true }: { mayStart?: boolean },
  ): Promise<StoredTask | undefined> {
    const { clock, leaseMs } = this.#options;
    const now = clock.now();
    const at = new Date(now).toISOString();
    const step = nextDispatchStep(task, now, leaseMs);
    switch (step) {
      case 'send':
        if (mayStart) await this.#sendIfAllowed(task, token);
        else await this.#apply(neverSentChange(task, at));
        return undefined;
      case 'refuse':
        await this.#apply(neverSentChange(task, at));
        return undefined;
      case 'take-as-lost':
        return this.#apply(unknownChange(task, { code: 'github_timeout' }, at));
      case 'look':
        return task;
      default:
        return undefined;
    }
  }

  async #sendIfAllowed(task: StoredTask, token: string): Promise<void> {
    const { sender, clock } = this.#options;
    const now = new Date(clock.now());
    const decision = await this.#decideAnew(task, now);
    if (decision.allowed) {
      await sender.send(task, { token });
      return;
    }
    const change = forbiddenChange(task, decision, now.toISOString());
    if (await this.#apply(change)) await this.#auditRefusal(task, decision);
  }

  /** With the groups that the requester had. */
  async #decideAnew(task: StoredTask, now: Date): Promise<Decision> {
    const { store, policy } = this.#options;
    const groups = await store.groupsOf(task.id);
    const request = {
      ...task,
      source: task.source as TaskSource,
      ownershipEntityRefs: [task.requestedBy, ...groups],
    };
    return decide(await policy.get(), request, now);
  }

  async #auditRefusal(
    { id: taskId, repository, source, requestedBy }: StoredTask,
    { code, message, rule }: Extract<Decision, { allowed: false }>,
  ): Promise<void> {
    const event = await this.#options.auditor.createEvent({
      eventId: 'task-create',
      severityLevel: 'medium',
      meta: { repository, source, requestedBy },
    });
    await event.fail({
      error: new AgentTasksError(code, message),
      meta: { taskId, code, ...(rule && { rule: describeRule(rule) }) },
    });
  }

  async #look(lost: StoredTask[], token: string): Promise<void> {
    const { client, store, clock } = this.#options;
    const found = await findLostTasks({ client, store, token, lost });
    for (const { task, gitHubTask } of found) {
      const at = new Date(clock.now()).toISOString();
      await this.#apply(acceptedChange(task, gitHubTask, at));
    }
  }

  async #apply(change: TaskChange): Promise<StoredTask | undefined> {
    const task = await this.#options.store.apply(change);
    // Another may have been faster; then that one has announced the change.
    if (task) await this.#options.announcer.announce(task, change.transitions);
    return task;
  }
}

function isOfToken(error: unknown): boolean {
  return isAgentTasksError(error) && concernsToken(error);
}
