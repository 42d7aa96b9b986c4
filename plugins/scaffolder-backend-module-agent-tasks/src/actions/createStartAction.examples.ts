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
    description: 'Start a task in a repository that the user picks',
    example: stringify({
      steps: [
        {
          id: 'start',
          name: 'Start the agent',
          action: 'agent-tasks:start',
          input: {
            repository: '${{ parameters.repository }}',
            prompt:
              'Add a health endpoint at /healthz that answers 200, with a test.',
          },
        },
      ],
    }),
  },
  {
    description:
      'Take the repository from a RepoUrlPicker and the brief from a file that an earlier step renders',
    example: stringify({
      steps: [
        {
          id: 'brief',
          name: 'Write the brief',
          action: 'fetch:template',
          input: {
            url: './brief',
            targetPath: 'brief',
            templateFileExtension: true,
            values: { name: '${{ parameters.name }}' },
          },
        },
        {
          id: 'start',
          name: 'Start the agent',
          action: 'agent-tasks:start',
          input: {
            repoUrl: '${{ parameters.repoUrl }}',
            promptFile: 'brief/brief.md',
            token: '${{ secrets.USER_OAUTH_TOKEN }}',
          },
        },
      ],
    }),
  },
  {
    description:
      'Name the model, a custom agent and the base branch, and show the task on the page of an entity',
    example: stringify({
      steps: [
        {
          id: 'start',
          name: 'Start the agent',
          action: 'agent-tasks:start',
          input: {
            repository: 'acme/billing',
            prompt: 'Replace the deprecated tax client by its successor.',
            baseRef: 'release/2.x',
            model: 'claude-sonnet-4.6',
            customAgent: 'reviewer',
            entityRef: 'component:default/billing',
          },
        },
      ],
    }),
  },
  {
    description: 'Have a branch prepared without a pull request',
    example: stringify({
      steps: [
        {
          id: 'start',
          name: 'Start the agent',
          action: 'agent-tasks:start',
          input: {
            repository: 'acme/billing',
            prompt: 'Sketch how invoices could be archived after ten years.',
            createPullRequest: false,
          },
        },
      ],
    }),
  },
];
