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

import { createPermission } from '@backstage/plugin-permission-common';

/**
 * The type of resource that permissions about tasks refer to.
 *
 * @public
 */
export const RESOURCE_TYPE_AGENT_TASK = 'agent-task';

/**
 * Start tasks in the repositories that the admins allow.
 *
 * @public
 */
export const agentTaskCreatePermission = createPermission({
  name: 'agent-tasks.task.create',
  attributes: { action: 'create' },
});

/**
 * See a task. GitHub must let the viewer see its repository as well.
 *
 * @public
 */
export const agentTaskReadPermission = createPermission({
  name: 'agent-tasks.task.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_AGENT_TASK,
});

/**
 * See the rules of the policy with their history, and try what they say.
 *
 * @public
 */
export const agentTasksPolicyReadPermission = createPermission({
  name: 'agent-tasks.policy.read',
  attributes: { action: 'read' },
});

/**
 * Add, change, disable and delete rules of the policy.
 *
 * @public
 */
export const agentTasksPolicyUpdatePermission = createPermission({
  name: 'agent-tasks.policy.update',
  attributes: { action: 'update' },
});

/**
 * See what tasks have cost, by person, group, repository and model.
 *
 * @public
 */
export const agentTasksUsageReadPermission = createPermission({
  name: 'agent-tasks.usage.read',
  attributes: { action: 'read' },
});

/**
 * All permissions of this plugin.
 *
 * @public
 */
export const agentTasksPermissions = [
  agentTaskCreatePermission,
  agentTaskReadPermission,
  agentTasksPolicyReadPermission,
  agentTasksPolicyUpdatePermission,
  agentTasksUsageReadPermission,
];
