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

import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { screen } from '@testing-library/react';
import { agentTasksUsageReadPermission } from 'backstage-plugin-agent-tasks-common';
import { agentTasksApiRef } from '../api';
import { rootRouteRef } from '../routes';
import { FakeAgentTasksApi } from '../testing';
import { AgentTasksRoutes } from './AgentTasksRoutes';

// A file of its own: Backstage caches permissions over all of a page.
describe('the link to the admin page', () => {
  it('is there for those who may see the usage only, who may start nothing', async () => {
    renderInTestApp(<AgentTasksRoutes />, {
      apis: [
        [agentTasksApiRef, new FakeAgentTasksApi()],
        mockApis.permission({
          authorize: ({ permission }) =>
            permission.name === agentTasksUsageReadPermission.name
              ? AuthorizeResult.ALLOW
              : AuthorizeResult.DENY,
        }),
      ] as never,
      mountPath: '/agent-tasks/*',
      initialRouteEntries: ['/agent-tasks'],
      mountedRoutes: { '/agent-tasks': rootRouteRef },
    });
    expect(await screen.findByRole('link', { name: 'Admin' })).toHaveAttribute(
      'href',
      '/agent-tasks/admin',
    );
    expect(
      screen.queryByRole('button', { name: 'Start task' }),
    ).not.toBeInTheDocument();
  });
});
