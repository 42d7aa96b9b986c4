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

import { randomUUID } from 'node:crypto';
import type { GitHubIdentities } from '../credentials';
import { groupsOf, type Policy, type PolicyRuleEntry } from '../policy';
import { limitScopes, refusalOf, useOfLimits } from '../policy/limits';
import type { SharedClock } from '../tracking/SharedClock';
import type { ReadyRequest } from './dispatchTypes';
import type { TaskStore } from './TaskStore';
import { titleFromPrompt } from './titleFromPrompt';
import type { StoredTask } from './types';

export interface IntentWriterOptions {
  /** The host of GitHub. */
  host: string;
  trackingIntervalMs: number;
  identities: GitHubIdentities;
  store: TaskStore;
  /** The database's, as the tracker goes by it too. */
  clock: Pick<SharedClock, 'now'>;
}

/** Writes down that a task is about to be sent, before it is sent. */
export class IntentWriter {
  readonly #options: IntentWriterOptions;

  private constructor(options: IntentWriterOptions) {
    this.#options = options;
  }

  static create(options: IntentWriterOptions): IntentWriter {
    return new IntentWriter(options);
  }

  /**
   * The task as written; `undefined` if the idempotency key is taken. Throws
   * `limit_reached`, and what GitHub says of a token that it does not accept.
   */
  async write(
    request: ReadyRequest,
    requestHash: string,
    { policy, rule }: { policy: Policy; rule: PolicyRuleEntry },
  ): Promise<StoredTask | undefined> {
    const { host, trackingIntervalMs, identities, store, clock } =
      this.#options;
    const user = await identities.get(request.gitHubToken);
    const now = new Date(clock.now());
    const at = now.toISOString();
    const { repository, prompt, baseRef, headRef, model, customAgent } =
      request;
    const task: StoredTask = {
      id: randomUUID(),
      repository,
      host,
      title: titleFromPrompt(prompt),
      prompt,
      dispatch: { status: 'pending' },
      requestedBy: request.userEntityRef,
      githubLogin: user.login,
      githubUserId: user.id,
      entityRef: request.entityRef?.toLowerCase(),
      baseRef,
      headRef,
      model,
      customAgent,
      createPullRequest: request.createPullRequest,
      source: request.source,
      github: {},
      seen: {},
      tracking: { status: 'live' },
      createdAt: at,
      updatedAt: at,
      progressedAt: at,
      version: 0,
    };
    const isWritten = await store.insertIntent(
      {
        task,
        idempotencyKey: request.idempotencyKey,
        requestHash,
        firstCheckAt: new Date(
          now.getTime() + trackingIntervalMs,
        ).toISOString(),
        groups: groupsOf(request.ownershipEntityRefs),
        ruleId: rule.id,
      },
      {
        scopes: limitScopes(policy, rule),
        check(query, activity) {
          const refusal = refusalOf(useOfLimits(query, activity), query);
          if (refusal) throw refusal;
        },
      },
    );
    return isWritten ? task : undefined;
  }
}
