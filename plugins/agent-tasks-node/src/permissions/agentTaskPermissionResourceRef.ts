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

import { createPermissionResourceRef } from '@backstage/plugin-permission-node';
import { RESOURCE_TYPE_AGENT_TASK } from 'backstage-plugin-agent-tasks-common';
import type { AgentTaskFilter } from './AgentTaskFilter';
import type { AgentTaskResource } from './AgentTaskResource';

/**
 * The resource that permissions about tasks decide on, for permission policies
 * and rules of other plugins.
 *
 * @public
 */
export const agentTaskPermissionResourceRef = createPermissionResourceRef<
  AgentTaskResource,
  AgentTaskFilter
>().with({ pluginId: 'agent-tasks', resourceType: RESOURCE_TYPE_AGENT_TASK });
