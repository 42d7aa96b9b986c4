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

import {
  AgentTasksError,
  agentTaskCreatePermission,
  type LimitUse,
  type PolicyDecision,
} from 'backstage-plugin-agent-tasks-common';
import type { TaskStore } from '../tasks/TaskStore';
import type { CatalogUsers } from './CatalogUsers';
import { decide } from './decide';
import { groupsOf } from './groupsOf';
import {
  limitScopes,
  refusalOf,
  useOfLimits,
  type ActivityQuery,
  type MeasuredLimit,
} from './limits';
import { nameOfRule } from './ruleVerdict';
import { SOURCE_NAMES } from './sourceNames';
import type { PolicyRequest, PolicySource } from './types';

export interface TryPolicyOptions {
  policy: PolicySource;
  users: CatalogUsers;
  store: Pick<TaskStore, 'readActivity'>;
  /** Milliseconds since 1970. */
  now: () => number;
}

/**
 * Says what would become of a task that somebody asked for now, by the same
 * decision and the same limits; nothing is started, written or sent. It does not
 * ask for the user's permission nor GitHub, which only the user's own token can.
 */
export class TryPolicy {
  readonly #options: TryPolicyOptions;

  private constructor(options: TryPolicyOptions) {
    this.#options = options;
  }

  static create(options: TryPolicyOptions): TryPolicy {
    return new TryPolicy(options);
  }

  /** @param request - with the entity ref of the user whom it is about */
  async try(
    request: Omit<PolicyRequest, 'ownershipEntityRefs'> & { user: string },
  ): Promise<PolicyDecision> {
    const { policy: source, store, now } = this.#options;
    const userEntityRef = request.user.toLocaleLowerCase('en-US');
    const ownershipEntityRefs = await this.#findOwnership(userEntityRef);
    const groups = groupsOf(ownershipEntityRefs);
    const policy = await source.get();
    const at = new Date(now());
    const decision = decide(policy, { ...request, ownershipEntityRefs }, at);

    const query: ActivityQuery = {
      userEntityRef,
      groups,
      repository: request.repository,
      scopes: limitScopes(policy, decision.allowed ? decision.rule : undefined),
      at: at.toISOString(),
    };
    const limits = useOfLimits(query, await store.readActivity(query));
    const refusal = refusalOf(limits, query, 'admin');
    return {
      ...(decision.allowed
        ? {
            allowed: refusal === undefined,
            ...(refusal && { code: refusal.code }),
            message: refusal
              ? `A rule allows it (${nameOfRule(
                  decision.rule,
                )}), but a limit is reached. ${refusal.message}`
              : describeYes(userEntityRef, request, nameOfRule(decision.rule)),
          }
        : {
            allowed: false,
            code: decision.code,
            message: `No. ${userEntityRef} would read: “${decision.message}”`,
          }),
      ...(decision.rule && { ruleId: decision.rule.id }),
      groups,
      rules: decision.verdicts,
      limits: limits.map(toLimitUse),
    };
  }

  async #findOwnership(userEntityRef: string): Promise<string[]> {
    const refs = await this.#options.users.findOwnershipEntityRefs(
      userEntityRef,
    );
    if (refs) return refs;
    const message = `The catalog has no ${userEntityRef}. Give a user who is in the catalog, for example as their page there names them.`;
    throw new AgentTasksError('validation_failed', message, {
      issues: [{ path: 'user', message }],
    });
  }
}

function describeYes(
  userEntityRef: string,
  { repository, source }: Pick<PolicyRequest, 'repository' | 'source'>,
  rule: string,
): string {
  return `Yes: the rules let ${userEntityRef} start this task in ${repository} by ${SOURCE_NAMES[source]} (${rule}), and no limit is reached. Asked separately when the task is started: the permission ${agentTaskCreatePermission.name}, and GitHub, where the user needs write access to the repository and a Copilot plan.`;
}

function toLimitUse({ retryAfter, ...use }: MeasuredLimit): LimitUse {
  return use;
}
