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

import SwaggerParser from '@apidevtools/swagger-parser';
import {
  AGENT_TASKS_ERRORS,
  startTaskRequestSchema,
} from 'backstage-plugin-agent-tasks-common';
import { createOpenApiDocument } from './openapi';

type Operation = {
  parameters?: { name?: string; in?: string; $ref?: string }[];
  responses: Record<string, { description: string }>;
};

const serverUrl = 'https://portal.example/api/agent-tasks';

/** As it is served: parsed anew, so that the validator cannot change ours. */
const create = () =>
  JSON.parse(JSON.stringify(createOpenApiDocument({ serverUrl })));

const operations = (): [string, Operation][] =>
  Object.entries<Record<string, Operation>>(create().paths).flatMap(
    ([path, methods]) =>
      Object.entries(methods).map(
        ([method, operation]): [string, Operation] => [
          `${method.toUpperCase()} ${path}`,
          operation,
        ],
      ),
  );

describe('createOpenApiDocument', () => {
  it('is a valid document whose references all lead somewhere', async () => {
    const document = create();
    expect(document.openapi).toMatch(/^3\.1\./);
    await SwaggerParser.validate(document);
  });

  it('notices a reference that leads nowhere', async () => {
    const document = create();
    delete document.components.schemas.PullRequest;
    await expect(SwaggerParser.validate(document)).rejects.toThrow();
  });

  it('has every call of the contract', () => {
    expect(
      operations()
        .map(([name]) => name)
        .sort(),
    ).toEqual([
      'DELETE /v1/grant',
      'DELETE /v1/policy/rules/{id}',
      'GET /github/agents/repos/{owner}/{repo}/tasks',
      'GET /github/agents/repos/{owner}/{repo}/tasks/{task_id}',
      'GET /github/agents/tasks',
      'GET /github/agents/tasks/{task_id}',
      'GET /v1/grant',
      'GET /v1/health',
      'GET /v1/openapi.json',
      'GET /v1/policy',
      'GET /v1/policy/changes',
      'GET /v1/policy/export.yaml',
      'GET /v1/repositories',
      'GET /v1/tasks',
      'GET /v1/tasks/{id}',
      'GET /v1/usage',
      'GET /v1/usage.csv',
      'POST /github/agents/repos/{owner}/{repo}/tasks',
      'POST /v1/grant/authorization',
      'POST /v1/policy/decision',
      'POST /v1/policy/preview',
      'POST /v1/policy/rules',
      'POST /v1/tasks',
      'POST /v1/tasks/{id}/abandon',
      'POST /v1/tasks/{id}/check',
      'PUT /v1/grant',
      'PUT /v1/policy/rules/{id}',
    ]);
    expect(create().servers).toEqual([{ url: serverUrl }]);
  });

  it('names every code at the calls that can refuse with it', () => {
    const descriptions = operations()
      .flatMap(([, { responses }]) => Object.values(responses))
      .map(({ description }) => description)
      .join(' ');
    for (const code of Object.keys(AGENT_TASKS_ERRORS)) {
      expect(descriptions).toContain(code);
    }
    const start = new Map(operations()).get('POST /v1/tasks')!;
    expect(start.responses['409'].description).toContain(
      'idempotency_key_reused',
    );
  });

  it('takes its shapes from the schemas that validate', () => {
    const { schemas } = create().components;
    expect(Object.keys(schemas.StartTaskRequest.properties)).toEqual(
      Object.keys(startTaskRequestSchema.shape),
    );
    expect(schemas.StartTaskRequest.required).toEqual(['repository', 'prompt']);
    expect(schemas.StartTaskRequest.additionalProperties).toBe(false);
    expect(schemas.Task.properties.pullRequest).toEqual({
      $ref: '#/components/schemas/PullRequest',
    });
  });

  it('names what refuses to change a rule there, and not at tasks', () => {
    const responses = (name: string) =>
      JSON.stringify(new Map(operations()).get(name)!.responses);
    expect(responses('PUT /v1/policy/rules/{id}')).toContain('rule_changed');
    expect(responses('POST /v1/tasks')).not.toContain('rule_changed');
    expect(responses('POST /v1/tasks')).not.toContain('rule_not_found');
  });

  it('has the headers and the query of each call', () => {
    const parameters = (name: string) =>
      new Map(operations())
        .get(name)!
        .parameters!.map(parameter => parameter.name ?? parameter.$ref);
    expect(parameters('POST /v1/tasks')).toEqual([
      '#/components/parameters/GitHubToken',
      'Idempotency-Key',
    ]);
    expect(parameters('GET /v1/tasks')).toEqual([
      '#/components/parameters/GitHubToken',
      'repository',
      'entityRef',
      'state',
      'requestedBy',
      'limit',
      'cursor',
    ]);
    const limit = create().paths['/v1/tasks'].get.parameters.find(
      (parameter: { name?: string }) => parameter.name === 'limit',
    );
    expect(limit.schema).toMatchObject({
      type: 'integer',
      minimum: 1,
      maximum: 100,
      default: 20,
    });
  });
});
