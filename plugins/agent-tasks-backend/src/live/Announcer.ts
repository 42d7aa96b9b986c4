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
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import {
  AGENT_TASKS_SIGNAL_CHANNEL,
  type TaskChangedSignal,
  type Transition,
} from 'backstage-plugin-agent-tasks-common';
import type { TaskObserver } from '../observability/types';
import { reasonOf } from '../reasonOf';
import { settleWithin } from '../settleWithin';
import type { StoredTask } from '../tasks/types';
import { describeTransition } from './describeTransition';

/** Of whoever has a change to announce and other work to do. */
const PATIENCE_MS = 2_000;

/**
 * Tells the world that a task changed: browsers by a signal that holds the id
 * only, the requester by a notification where a person is needed or waits.
 *
 * It is called after the change is stored, once, by whoever stored it; so each
 * event is announced at most once. If the process dies in between, or the
 * signals or notifications backend is absent or down, nobody is told: the task
 * itself is right, and pages refetch by themselves. One that does not answer, as
 * notifications do for an hour when the clock goes back by one, holds nobody up:
 * what was sent may still come.
 */
export class Announcer {
  readonly #signals: SignalsService;
  readonly #notifications: NotificationService;
  readonly #observer: TaskObserver | undefined;
  readonly #logger: LoggerService;

  private constructor(options: AnnouncerOptions) {
    this.#signals = options.signals;
    this.#notifications = options.notifications;
    this.#observer = options.observer;
    this.#logger = options.logger;
  }

  static create(options: AnnouncerOptions): Announcer {
    return new Announcer(options);
  }

  /** Never throws. */
  async announce(task: StoredTask, transitions: Transition[]): Promise<void> {
    await this.#attempt('record', task, async () =>
      this.#observer?.changed(task, transitions),
    );
    const message: TaskChangedSignal = { type: 'task-changed', id: task.id };
    await this.#attempt('signal', task, () =>
      this.#signals.publish({
        recipients: { type: 'broadcast' },
        channel: AGENT_TASKS_SIGNAL_CHANNEL,
        message,
      }),
    );
    for (const transition of transitions) {
      const payload = describeTransition(task, transition);
      if (!payload) continue;
      await this.#attempt('notification', task, () =>
        this.#notifications.send({
          recipients: { type: 'entity', entityRef: task.requestedBy },
          payload,
        }),
      );
    }
  }

  async #attempt(
    what: string,
    { id, repository }: StoredTask,
    send: () => Promise<void>,
  ): Promise<void> {
    try {
      await settleWithin(send(), PATIENCE_MS);
    } catch (error) {
      this.#logger.warn(`A change of a task went without its ${what}`, {
        taskId: id,
        repository,
        reason: reasonOf(error),
      });
    }
  }
}

export interface AnnouncerOptions {
  signals: SignalsService;
  notifications: NotificationService;
  /** Metrics and log lines. */
  observer?: TaskObserver;
  logger: LoggerService;
}
