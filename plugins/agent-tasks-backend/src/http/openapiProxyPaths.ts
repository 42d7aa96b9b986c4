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

import type { AgentTasksErrorCode } from 'backstage-plugin-agent-tasks-common';
import { DOCUMENTATION_URL } from './errorHandler';
import { errorResponses, GITHUB_CODES, START_CODES } from './openapiResponses';

const pathParameter = (name: string) => ({
  name,
  in: 'path',
  required: true,
  schema: { type: 'string' },
});

const repository = [pathParameter('owner'), pathParameter('repo')];
const taskId = pathParameter('task_id');

/** The five endpoints of the proxy; what GitHub's bodies hold is GitHub's to document. */
export function proxyPaths() {
  return {
    '/github/agents/tasks': {
      get: operation('gitHubListTasks', "The user's tasks on GitHub", []),
    },
    '/github/agents/tasks/{task_id}': {
      get: operation('gitHubGetTask', 'One task on GitHub', [taskId]),
    },
    '/github/agents/repos/{owner}/{repo}/tasks': {
      get: operation(
        'gitHubListRepositoryTasks',
        "A repository's tasks on GitHub",
        repository,
      ),
      post: {
        ...operation(
          'gitHubStartTask',
          'Start a task, subject to policy; it is recorded and tracked like any other',
          repository,
          START_CODES,
        ),
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/GitHubStartTaskRequest' },
            },
          },
        },
      },
    },
    '/github/agents/repos/{owner}/{repo}/tasks/{task_id}': {
      get: operation(
        'gitHubGetRepositoryTask',
        'One task of a repository on GitHub',
        [...repository, taskId],
      ),
    },
  };
}

function operation(
  operationId: string,
  summary: string,
  parameters: object[],
  codes: AgentTasksErrorCode[] = GITHUB_CODES,
) {
  const isStart = codes === START_CODES;
  return {
    operationId,
    summary,
    description:
      "Status, body and GitHub's headers come back as GitHub sends them; the query goes through as it is.",
    externalDocs: { url: DOCUMENTATION_URL },
    parameters: [
      { $ref: '#/components/parameters/GitHubToken' },
      {
        name: 'X-GitHub-Api-Version',
        in: 'header',
        required: false,
        schema: { type: 'string' },
      },
      ...(isStart
        ? []
        : [
            {
              name: 'If-None-Match',
              in: 'header',
              required: false,
              schema: { type: 'string' },
            },
          ]),
      ...parameters,
    ],
    responses: {
      [isStart ? '201' : '200']: {
        description: "GitHub's answer",
        headers: {
          Link: {
            description: 'Other pages, with URLs of the proxy',
            schema: { type: 'string' },
          },
        },
        content: { 'application/json': { schema: { type: 'object' } } },
      },
      ...(!isStart && {
        '304': { description: 'Not modified since the ETag in If-None-Match' },
      }),
      ...errorResponses(codes, 'GitHubError'),
      default: {
        description: "GitHub's own refusal",
        content: {
          'application/json': {
            schema: { $ref: '#/components/schemas/GitHubError' },
          },
        },
      },
    },
  };
}
