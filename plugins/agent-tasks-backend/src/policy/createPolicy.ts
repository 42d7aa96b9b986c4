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
  AuthService,
  DatabaseService,
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { readPolicy } from '../config';
import type { RepositoryOf } from '../createRepositoryOf';
import type { TaskStore } from '../tasks/TaskStore';
import type { WritableRepositories } from '../tasks/WritableRepositories';
import type { SharedClock } from '../tracking/SharedClock';
import { ManageRules } from './admin/ManageRules';
import { PreviewRule } from './admin/PreviewRule';
import { CatalogUsers } from './CatalogUsers';
import { CurrentPolicy } from './CurrentPolicy';
import { DatabasePolicyRuleStore, type PolicyRuleStore } from './store';
import { TryPolicy } from './TryPolicy';
import type { PolicySource } from './types';

/** What {@link createPolicy} is made with. */
export interface CreatePolicyOptions {
  auth: AuthService;
  catalog: CatalogService;
  repositoryOf: RepositoryOf;
  config: RootConfigService;
  database: DatabaseService;
  logger: LoggerService;
  clock: Pick<SharedClock, 'now'>;
  store: Pick<TaskStore, 'readActivity'>;
  writableRepositories: WritableRepositories;
}

/** What platform admins do with the policy. */
export interface PolicyAdmin {
  policy: PolicySource;
  store: Pick<PolicyRuleStore, 'listChanges'>;
  manageRules: ManageRules;
  previewRule: PreviewRule;
  tryPolicy: TryPolicy;
  /** Milliseconds since 1970. */
  now: () => number;
}

/** The policy by which all doors decide, and what platform admins do with it. */
export async function createPolicy(
  options: CreatePolicyOptions,
): Promise<{ policy: PolicySource; admin: PolicyAdmin }> {
  const now = () => options.clock.now();
  const rules = await DatabasePolicyRuleStore.create({ ...options, now });
  const policy = CurrentPolicy.create({
    ...options,
    read: readPolicy,
    rules,
    now,
  });
  return {
    policy,
    admin: {
      policy,
      store: rules,
      manageRules: ManageRules.create({ store: rules, policy, now }),
      previewRule: PreviewRule.create(options),
      tryPolicy: TryPolicy.create({
        policy,
        users: CatalogUsers.create(options),
        store: options.store,
        now,
      }),
      now,
    },
  };
}
