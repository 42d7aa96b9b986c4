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

import { usePermission } from '@backstage/plugin-permission-react';
import {
  agentTasksPolicyReadPermission,
  agentTasksPolicyUpdatePermission,
  agentTasksUsageReadPermission,
} from 'backstage-plugin-agent-tasks-common';

/** What the viewer may do on the admin page. */
export function useAdminRights(): {
  isLoading: boolean;
  mayRead: boolean;
  mayUpdate: boolean;
  mayReadUsage: boolean;
} {
  const read = usePermission({ permission: agentTasksPolicyReadPermission });
  const update = usePermission({
    permission: agentTasksPolicyUpdatePermission,
  });
  const usage = usePermission({ permission: agentTasksUsageReadPermission });
  return {
    isLoading: read.loading || update.loading || usage.loading,
    mayRead: read.allowed,
    mayUpdate: update.allowed,
    mayReadUsage: usage.allowed,
  };
}
