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

import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import { entityContentRouteRef, rootRouteRef } from '../routes';
import { agentTasksApi } from './apis';
import { agentTasksEntityCard } from './entityCards';
import { agentTasksEntityContent } from './entityContent';
import {
  agentTasksModelPickerField,
  agentTasksRepositoryPickerField,
} from './formFields';
import { AgentTasksIcon } from './AgentTasksIcon';
import { agentTasksPage } from './pages';
import { agentTasksSettings } from './settings';

/**
 * The plugin for the new frontend system: the API, the page `/agent-tasks`, the
 * entity card and tab, a page of the user's settings, and the two form fields for
 * templates.
 *
 * @alpha
 */
export const agentTasksPlugin = createFrontendPlugin({
  pluginId: 'agent-tasks',
  title: 'Agent tasks',
  icon: <AgentTasksIcon />,
  info: { packageJson: () => import('../../package.json') },
  routes: { root: rootRouteRef, entityContent: entityContentRouteRef },
  extensions: [
    agentTasksApi,
    agentTasksPage,
    agentTasksSettings,
    agentTasksEntityCard,
    agentTasksEntityContent,
    agentTasksRepositoryPickerField,
    agentTasksModelPickerField,
  ],
});
