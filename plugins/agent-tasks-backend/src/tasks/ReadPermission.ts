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
  BackstageCredentials,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  type PermissionCriteria,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  createConditionAuthorizer,
  createConditionTransformer,
  isAndCriteria,
  isNotCriteria,
  isOrCriteria,
} from '@backstage/plugin-permission-node';
import {
  agentTaskReadPermission,
  agentTasksPermissions,
} from 'backstage-plugin-agent-tasks-common';
import {
  agentTaskPermissionResourceRef,
  agentTaskRules,
  type AgentTaskFilter,
  type AgentTaskResource,
} from 'backstage-plugin-agent-tasks-node';
import type { EntityTies } from './EntityTies';
import type { TaskCriteria } from './TaskCriteria';
import type { TaskStore } from './TaskStore';
import { toTask, type StoredTask } from './types';

export interface ReadPermissionOptions {
  permissions: PermissionsService;
  permissionsRegistry: PermissionsRegistryService;
  store: Pick<TaskStore, 'get'>;
  entityTies: EntityTies;
}

/**
 * What the permission policy says about reading tasks. Where it decides by
 * conditions, lists get them as criteria for the database, and a single task is
 * held against them itself; both come to the same.
 */
export class ReadPermission {
  readonly #options: ReadPermissionOptions;
  readonly #isMet: (
    decision: PolicyDecision,
    task: AgentTaskResource,
  ) => boolean;
  readonly #toFilters: ReturnType<
    typeof createConditionTransformer<AgentTaskFilter>
  >;

  private constructor(options: ReadPermissionOptions) {
    this.#options = options;
    const { permissionsRegistry, store } = options;
    permissionsRegistry.addResourceType({
      resourceRef: agentTaskPermissionResourceRef,
      permissions: agentTasksPermissions,
      rules: Object.values(agentTaskRules),
      getResources: async ids =>
        Promise.all(
          ids.map(async id => {
            const task = await store.get(id);
            return task && this.#toResource(task);
          }),
        ),
    });
    const ruleset = permissionsRegistry.getPermissionRuleset(
      agentTaskPermissionResourceRef,
    );
    this.#isMet = createConditionAuthorizer(ruleset);
    this.#toFilters = createConditionTransformer(ruleset);
  }

  /** Registers the permissions, the rules and the type of resource with Backstage. */
  static create(options: ReadPermissionOptions): ReadPermission {
    return new ReadPermission(options);
  }

  /** Whether this task may be read. */
  async allows(
    credentials: BackstageCredentials,
    task: StoredTask,
  ): Promise<boolean> {
    const decision = await this.#decide(credentials);
    if (decision.result !== AuthorizeResult.CONDITIONAL) {
      return decision.result === AuthorizeResult.ALLOW;
    }
    return this.#isMet(decision, await this.#toResource(task));
  }

  /** What tasks have to be in order to be read; `false`: none may be, whatever they are. */
  async criteria(
    credentials: BackstageCredentials,
  ): Promise<{ criteria?: TaskCriteria } | false> {
    const decision = await this.#decide(credentials);
    switch (decision.result) {
      case AuthorizeResult.ALLOW:
        return {};
      case AuthorizeResult.CONDITIONAL:
        return {
          criteria: await this.#toCriteria(
            this.#toFilters(decision.conditions),
          ),
        };
      default:
        return false;
    }
  }

  async #decide(credentials: BackstageCredentials): Promise<PolicyDecision> {
    const [decision] = await this.#options.permissions.authorizeConditional(
      [{ permission: agentTaskReadPermission }],
      { credentials },
    );
    return decision;
  }

  async #toResource(task: StoredTask): Promise<AgentTaskResource> {
    return {
      ...toTask(task),
      entityOwners: await this.#options.entityTies.ownersOf(task),
    };
  }

  /** Has the catalog say what it alone knows. */
  async #toCriteria(
    filters: PermissionCriteria<AgentTaskFilter>,
  ): Promise<TaskCriteria> {
    const all = (parts: PermissionCriteria<AgentTaskFilter>[]) =>
      Promise.all(parts.map(part => this.#toCriteria(part))) as Promise<
        [TaskCriteria, ...TaskCriteria[]]
      >;
    if (isAndCriteria(filters)) return { allOf: await all(filters.allOf) };
    if (isOrCriteria(filters)) return { anyOf: await all(filters.anyOf) };
    if (isNotCriteria(filters)) {
      return { not: await this.#toCriteria(filters.not) };
    }
    if (filters.property !== 'entityOwners') return filters;
    const ties = await this.#options.entityTies.ownedBy(filters.claims);
    return { property: 'tie', ...ties };
  }
}
