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
import { AgentTasksError } from 'backstage-plugin-agent-tasks-common';
import type { Request } from 'express';
import type { Announcer } from '../live/Announcer';
import type { SharedClock } from '../tracking/SharedClock';
import { abandonedChange, applyToLatest } from './dispatchChanges';
import type { DispatchRecovery } from './DispatchRecovery';
import type { OwnTasks } from './OwnTasks';
import { isHiddenBy } from './RepositoryVisibility';
import type { Reader } from './TaskReader';
import type { TaskStore } from './TaskStore';
import type { StoredTask, StoredTaskDetail } from './types';

export interface AbandonTaskOptions {
  store: TaskStore;
  ownTasks: OwnTasks;
  recovery: Pick<DispatchRecovery, 'recover'>;
  announcer: Announcer;
  clock: Pick<SharedClock, 'now'>;
  auditor: AuditorService;
}

/**
 * Takes a person's word that one's own task, whose dispatch is `unknown`, never
 * started. GitHub is asked a last time before; what is there is accepted instead.
 *
 * Promises: only what is `unknown` is abandoned; one that was accepted or
 * rejected meanwhile stays so, and a look that was under way writes nothing over
 * it. What GitHub answers to the POST after all still counts: that is no guess.
 */
export class AbandonTask {
  readonly #options: AbandonTaskOptions;

  private constructor(options: AbandonTaskOptions) {
    this.#options = options;
  }

  static create(options: AbandonTaskOptions): AbandonTask {
    return new AbandonTask(options);
  }

  /** The task as it is then. */
  async abandon(
    reader: Reader,
    id: string,
    httpRequest?: Request,
  ): Promise<StoredTaskDetail> {
    const { ownTasks, auditor } = this.#options;
    const task = await ownTasks.get(reader, id);
    if (!isOpen(task)) return task;
    const event = await auditor.createEvent({
      eventId: 'task-abandon',
      severityLevel: 'medium',
      request: httpRequest,
      meta: {
        taskId: id,
        repository: task.repository,
        requestedBy: task.requestedBy,
      },
    });
    try {
      await ownTasks.requireAccount(reader, task);
      await this.#lookALastTime(task, reader.gitHubToken);
      const { dispatch, tracking } = await this.#abandon(id);
      await event.success({
        meta: { dispatch: dispatch.status, reason: tracking.reason },
      });
    } catch (error) {
      await event.fail({ error: error as Error });
      throw error;
    }
    return ownTasks.get(reader, id);
  }

  async #lookALastTime(task: StoredTask, token: string): Promise<void> {
    try {
      // What was never sent is not wanted any more.
      await this.#options.recovery.recover([task], token, { mayStart: false });
    } catch (error) {
      // Whom GitHub does not let look there, and may never again, is believed.
      if (!isHiddenBy(error)) throw error;
    }
  }

  async #abandon(id: string): Promise<StoredTask> {
    const { store, announcer, clock } = this.#options;
    const { task, change } = await applyToLatest(store, id, current => {
      if (!isOpen(current)) return undefined;
      if (current.dispatch.status === 'pending') throw stillPending();
      return abandonedChange(current, new Date(clock.now()).toISOString());
    });
    if (change) await announcer.announce(task, change.transitions);
    return task;
  }
}

/** Whether nobody has had the last word about the dispatch. */
function isOpen({ dispatch, tracking }: StoredTask): boolean {
  return (
    dispatch.status === 'pending' ||
    (dispatch.status === 'unknown' && tracking.reason !== 'abandoned')
  );
}

function stillPending(): AgentTasksError {
  const message =
    "The task is being sent to GitHub right now, or GitHub's answer is awaited, so it cannot be given up yet. Try again in a minute or two.";
  return new AgentTasksError('validation_failed', message, {
    issues: [{ path: 'id', message }],
  });
}
