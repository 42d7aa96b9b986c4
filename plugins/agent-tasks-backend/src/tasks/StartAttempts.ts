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
import type { TaskSource } from 'backstage-plugin-agent-tasks-common';
import type { Request } from 'express';
import { reasonOf } from '../reasonOf';
import type {
  DispatchRequest,
  DispatchResult,
  DispatchTask,
} from './DispatchTask';

/** Somebody's attempt to start a task, with what is known of it so far. */
export interface StartAttempt {
  /** The door it came to. */
  source: TaskSource;
  /** The user, once that is known. */
  requestedBy?: string;
  /** `owner/name`, once it is known to be one. */
  repository?: string;
  /** For the audit trail only. */
  httpRequest?: Request;
}

export interface StartAttemptsOptions {
  auditor: AuditorService;
  dispatchTask: Pick<DispatchTask, 'dispatch'>;
}

/**
 * The threshold of every door: attempts to start a task, from the moment they
 * arrive.
 *
 * Promises: an attempt leaves exactly one `task-create` event, at whichever door
 * and however early it is refused: a service without a user, a missing token or a
 * malformed body as well as what policy, limits or GitHub refuse. Only a repeat
 * with an idempotency key, which is answered by what its first request came to,
 * leaves none.
 *
 * Does not promise an event for what never gets here: callers that Backstage does
 * not let in at all.
 */
export class StartAttempts {
  readonly #options: StartAttemptsOptions;

  private constructor(options: StartAttemptsOptions) {
    this.#options = options;
  }

  static create(options: StartAttemptsOptions): StartAttempts {
    return new StartAttempts(options);
  }

  /**
   * Reads the request as its door does, and dispatches it. `read` fills in the
   * attempt as it gets to know more.
   */
  async start(
    attempt: StartAttempt,
    read: () => Promise<DispatchRequest>,
  ): Promise<DispatchResult> {
    let request: DispatchRequest;
    try {
      request = await read();
    } catch (error) {
      await this.#auditRefusal(attempt, error);
      throw error;
    }
    return this.#options.dispatchTask.dispatch(request);
  }

  async #auditRefusal(
    { source, requestedBy, repository, httpRequest }: StartAttempt,
    error: unknown,
  ): Promise<void> {
    const event = await this.#options.auditor.createEvent({
      eventId: 'task-create',
      severityLevel: 'medium',
      ...(httpRequest && { request: httpRequest }),
      meta: {
        source,
        ...(requestedBy && { requestedBy }),
        ...(repository && { repository }),
      },
    });
    const code = reasonOf(error);
    // Messages of parsers quote what they could not read.
    await event.fail({ error: new Error(code), meta: { code } });
  }
}
