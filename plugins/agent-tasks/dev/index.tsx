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

import { createDevApp } from '@backstage/dev-utils';
import Box from '@mui/material/Box';
import { agentTasksPlugin, AgentTasksPage, agentTasksApiRef } from '../src';
import { fillAdmin, FakeAgentTasksApi, TASKS } from '../src/testing';
import {
  CardGallery,
  EntityTabGallery,
  FieldGallery,
  SettingsGallery,
} from './galleries';

createDevApp()
  .registerPlugin(agentTasksPlugin)
  .registerApi({
    api: agentTasksApiRef,
    deps: {},
    factory: () => fillAdmin(new FakeAgentTasksApi({ tasks: TASKS })),
  })
  .addPage({ path: '/cards', title: 'Card', element: <CardGallery /> })
  .addPage({
    path: '/agent-tasks',
    title: 'Page',
    element: <AgentTasksPage />,
  })
  .addPage({ path: '/tab', title: 'Tab', element: <EntityTabGallery /> })
  .addPage({
    path: '/fields',
    title: 'Fields',
    element: (
      <Box sx={{ maxWidth: 720 }}>
        <FieldGallery />
      </Box>
    ),
  })
  .addPage({
    path: '/grants',
    title: 'Settings',
    element: <SettingsGallery />,
  })
  .render();
