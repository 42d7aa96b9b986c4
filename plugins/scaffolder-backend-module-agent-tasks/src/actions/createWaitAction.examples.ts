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

import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Wait until the agent has finished',
    example: stringify({
      steps: [
        {
          id: 'wait',
          name: 'Wait for the agent',
          action: 'agent-tasks:wait',
          input: { taskId: '${{ steps.start.output.taskId }}' },
        },
      ],
    }),
  },
  {
    description: 'Go on as soon as the draft pull request is open',
    example: stringify({
      steps: [
        {
          id: 'wait',
          name: 'Wait for the pull request',
          action: 'agent-tasks:wait',
          input: {
            taskId: '${{ steps.start.output.taskId }}',
            until: 'pull_request',
            timeout: { minutes: 15 },
          },
        },
      ],
    }),
  },
];
