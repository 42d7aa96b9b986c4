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

import {
  idempotencyKeySchema,
  listPolicyChangesQuerySchema,
  listRepositoriesQuerySchema,
  listTasksQuerySchema,
  usageQuerySchema,
} from 'backstage-plugin-agent-tasks-common';
import { z } from 'zod';
import { version } from '../../package.json';
import { grantPaths } from './openapiGrantPaths';
import { policyPaths } from './openapiPolicyPaths';
import { proxyPaths } from './openapiProxyPaths';
import { componentSchemas } from './openapiSchemas';
import { usagePaths } from './openapiUsagePaths';
import {
  errorResponses,
  GITHUB_CODES,
  OWN_TASK_CODES,
  START_CODES,
} from './openapiResponses';

/**
 * The OpenAPI 3.1 document of the portal API and of the proxy, made from the
 * schemas that validate requests, so that the two cannot disagree.
 */
export function createOpenApiDocument(options: {
  /** The plugin's base URL as callers know it, such as `https://portal/api/agent-tasks`. */
  serverUrl: string;
}) {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Agent Tasks for Backstage',
      version,
      description:
        "Start tasks of GitHub's Copilot cloud agent and follow them until their pull request is ready. Below /v1 the portal API, which remembers; below /github GitHub's own API, one to one.",
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: options.serverUrl }],
    security: [{ backstage: [] }],
    paths: {
      ...portalPaths(),
      ...grantPaths(),
      ...policyPaths(queryParameters(listPolicyChangesQuerySchema)),
      ...usagePaths(queryParameters(usageQuerySchema)),
      ...proxyPaths(),
    },
    components: {
      securitySchemes: {
        backstage: {
          type: 'http',
          scheme: 'bearer',
          description:
            'The Backstage token of a user, or of a plugin on behalf of a user',
        },
      },
      parameters: {
        GitHubToken: {
          name: 'X-GitHub-Token',
          in: 'header',
          required: false,
          description:
            "The user's own token for GitHub; without it the portal uses one that it keeps for the user, where there is one. Installation tokens (ghs_) are refused",
          schema: { type: 'string', maxLength: 255 },
        },
      },
      schemas: componentSchemas(),
    },
  };
}

function portalPaths() {
  const token = { $ref: '#/components/parameters/GitHubToken' };
  return {
    '/v1/tasks': {
      post: {
        operationId: 'startTask',
        summary: 'Start a task',
        parameters: [
          token,
          {
            name: 'Idempotency-Key',
            in: 'header',
            required: false,
            description:
              'Scope: the user. A repeat with the same key and body gives the same task and starts none',
            schema: jsonSchema(idempotencyKeySchema),
          },
        ],
        requestBody: {
          required: true,
          content: { 'application/json': { schema: ref('StartTaskRequest') } },
        },
        responses: {
          '201': json('The task was started', 'Task'),
          '200': {
            ...json(
              'An earlier request with the same key started this task',
              'Task',
            ),
            headers: {
              'Idempotent-Replayed': {
                schema: { type: 'string', const: 'true' },
              },
            },
          },
          '202': json(
            "GitHub's answer was lost and the task cannot be found yet: dispatch.status is unknown, or pending while another request with the key is on its way. The portal goes on looking",
            'Task',
          ),
          ...errorResponses(
            [...START_CODES, 'idempotency_key_reused'],
            'Error',
          ),
        },
      },
      get: {
        operationId: 'listTasks',
        summary: 'List the tasks that the caller may see, newest first',
        parameters: [token, ...queryParameters(listTasksQuerySchema)],
        responses: {
          '200': json('The tasks', 'TaskList'),
          ...errorResponses(GITHUB_CODES, 'Error'),
        },
      },
    },
    '/v1/tasks/{id}': {
      get: {
        operationId: 'getTask',
        summary: 'One task with its transitions and sessions',
        parameters: [
          token,
          {
            name: 'id',
            in: 'path',
            required: true,
            schema: { type: 'string' },
          },
        ],
        responses: {
          '200': json('The task', 'TaskDetail'),
          ...errorResponses([...GITHUB_CODES, 'task_not_found'], 'Error'),
        },
      },
    },
    '/v1/tasks/{id}/check': {
      post: ownTaskOperation(
        'checkTask',
        "Have GitHub asked about one's own task at once, at most every five seconds; one whose dispatch is unknown is looked for",
      ),
    },
    '/v1/tasks/{id}/abandon': {
      post: ownTaskOperation(
        'abandonTask',
        "Say that one's own task, whose dispatch is unknown, never started. GitHub is asked a last time; a task that is there is accepted instead",
      ),
    },
    '/v1/repositories': {
      get: {
        operationId: 'listRepositories',
        summary: 'The repositories in which the caller may start tasks',
        parameters: [token, ...queryParameters(listRepositoriesQuerySchema)],
        responses: {
          '200': json('The repositories', 'RepositoryList'),
          ...errorResponses([...GITHUB_CODES, 'sso_required'], 'Error'),
        },
      },
    },
    '/v1/health': {
      get: {
        operationId: 'getHealth',
        summary: 'Whether the tracker keeps up; numbers only',
        // For probes, which have no credentials.
        security: [],
        responses: {
          '200': json('It does', 'Health'),
          '503': json('It is behind, or the database cannot be read', 'Health'),
        },
      },
    },
    '/v1/openapi.json': {
      get: {
        operationId: 'getOpenApiDocument',
        summary: 'This document',
        responses: {
          '200': {
            description: 'OpenAPI 3.1',
            content: { 'application/json': { schema: { type: 'object' } } },
          },
        },
      },
    },
  };
}

/** What only the requester of a task may do. */
function ownTaskOperation(operationId: string, summary: string) {
  return {
    operationId,
    summary,
    parameters: [
      { $ref: '#/components/parameters/GitHubToken' },
      { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
    ],
    responses: {
      '200': json('The task as it is now', 'TaskDetail'),
      ...errorResponses(OWN_TASK_CODES, 'Error'),
    },
  };
}

/** One parameter per key of an object schema. */
function queryParameters(schema: z.ZodObject): object[] {
  const { properties = {}, required = [] } = jsonSchema(schema);
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema: property,
  }));
}

function jsonSchema(schema: z.ZodType) {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input' });
  return rest;
}

function json(description: string, schema: string) {
  return {
    description,
    content: { 'application/json': { schema: ref(schema) } },
  };
}

function ref(schema: string) {
  return { $ref: `#/components/schemas/${schema}` };
}
