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
  completeGrantRequestSchema,
  grantAuthorizationSchema,
  grantSchema,
  listRepositoriesResponseSchema,
  listTasksResponseSchema,
  pullRequestSchema,
  sessionSchema,
  startTaskRequestSchema,
  taskDetailSchema,
  taskSchema,
  transitionSchema,
  usageReportSchema,
} from 'backstage-plugin-agent-tasks-common';
import { z } from 'zod';
import { healthSchema } from './health/healthOf';
import { policySchemas } from './openapiPolicyPaths';
import { errorSchemas } from './openapiResponses';
import { proxyStartBodySchema } from './proxyRequest';

/** Every schema with a name, each once, referring to the others. */
export function componentSchemas(): Record<string, object> {
  const registry = z.registry<{ id: string }>();
  const named: Record<string, z.ZodType> = {
    StartTaskRequest: startTaskRequestSchema,
    Task: taskSchema,
    TaskDetail: taskDetailSchema,
    TaskList: listTasksResponseSchema,
    RepositoryList: listRepositoriesResponseSchema,
    PullRequest: pullRequestSchema,
    Session: sessionSchema,
    Transition: transitionSchema,
    Grant: grantSchema,
    GrantAuthorization: grantAuthorizationSchema,
    CompleteGrantRequest: completeGrantRequestSchema,
    Health: healthSchema,
    UsageReport: usageReportSchema,
    GitHubStartTaskRequest: proxyStartBodySchema,
    ...policySchemas,
    ...errorSchemas,
  };
  for (const [id, schema] of Object.entries(named))
    registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, {
    uri: id => `#/components/schemas/${id}`,
    // As requests are written and answers may grow.
    io: 'input',
  });
  return Object.fromEntries(
    Object.entries(schemas).map(([id, { $schema, $id, ...schema }]) => [
      id,
      schema,
    ]),
  );
}
