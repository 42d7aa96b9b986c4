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

import { createConditionExports } from '@backstage/plugin-permission-node';
import { agentTaskPermissionResourceRef } from './agentTaskPermissionResourceRef';
import { agentTaskRules } from './rules';

const conditionExports = createConditionExports({
  resourceRef: agentTaskPermissionResourceRef,
  rules: agentTaskRules,
});

/**
 * Conditions of a permission policy's decision about tasks:
 * `isRequester`, `isEntityOwner` and `matchesRepository`.
 *
 * @public
 */
export const agentTaskConditions = conditionExports.conditions;

/**
 * Makes a permission policy's decision about tasks out of conditions, for
 * permissions about a task such as `agentTaskReadPermission`.
 *
 * @example
 * ```ts
 * return createAgentTaskConditionalDecision(request.permission, {
 *   anyOf: [
 *     agentTaskConditions.isRequester({ userRef: user.info.userEntityRef }),
 *     agentTaskConditions.matchesRepository({ patterns: ['acme/*'] }),
 *   ],
 * });
 * ```
 *
 * @public
 */
export const createAgentTaskConditionalDecision =
  conditionExports.createConditionalDecision;
