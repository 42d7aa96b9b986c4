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
  LoggerService,
} from '@backstage/backend-plugin-api';
import { LRUCache } from 'lru-cache';
import { reasonOf } from '../reasonOf';
import type { TaskOwner } from '../tasks/TaskStore';
import type { Credential } from './types';

const HOUR_MS = 60 * 60_000;
/** Beyond so many owners an event may come once more than it should. */
const MOST_REMEMBERED = 20_000;

/**
 * Tells the audit trail which credentials are kept, and with which of them the
 * portal acts while their owner is away: once when following begins, and when
 * the kind of credential changes, but never twice an hour for the same. Each
 * replica tells what it does itself. No event holds a token, and an auditor that
 * fails holds nothing up.
 */
export class CredentialAudit {
  readonly #options: { auditor: AuditorService; logger: LoggerService };
  /** With what each owner is followed right now. */
  readonly #following = new LRUCache<string, Credential['kind']>({
    max: MOST_REMEMBERED,
  });
  /** When a use was told of last, by a clock that does not jump. */
  readonly #toldAt = new LRUCache<string, number>({ max: MOST_REMEMBERED });

  private constructor(options: {
    auditor: AuditorService;
    logger: LoggerService;
  }) {
    this.#options = options;
  }

  static create(options: {
    auditor: AuditorService;
    logger: LoggerService;
  }): CredentialAudit {
    return new CredentialAudit(options);
  }

  /** A token that came with a request was kept, or replaced the one before. */
  kept(owner: TaskOwner): void {
    this.#tell('credential-keep', 'medium', owner, 'lease');
  }

  /** Tasks are followed with a credential of this kind. */
  used(owner: TaskOwner, kind: Credential['kind']): void {
    const key = keyOf(owner);
    if (this.#following.get(key) === kind) return;
    this.#following.set(key, kind);
    const now = performance.now();
    const toldAt = this.#toldAt.get(`${key}\n${kind}`) ?? -Infinity;
    if (now - toldAt < HOUR_MS) return;
    this.#toldAt.set(`${key}\n${kind}`, now);
    this.#tell('credential-use', 'low', owner, kind);
  }

  /** Nothing of this owner is followed any more, for now. */
  ended(owner: TaskOwner): void {
    this.#following.delete(keyOf(owner));
  }

  #tell(
    eventId: string,
    severityLevel: 'low' | 'medium',
    { userEntityRef, githubUserId }: TaskOwner,
    kind: Credential['kind'],
  ): void {
    const { auditor, logger } = this.#options;
    auditor
      .createEvent({
        eventId,
        severityLevel,
        meta: { createdBy: userEntityRef, githubUserId, kind },
      })
      .then(event => event.success())
      .catch(error => {
        logger.warn('The audit trail could not be written', {
          event: eventId,
          reason: reasonOf(error),
        });
      });
  }
}

function keyOf({ userEntityRef, githubUserId }: TaskOwner): string {
  return `${userEntityRef}\n${githubUserId}`;
}
