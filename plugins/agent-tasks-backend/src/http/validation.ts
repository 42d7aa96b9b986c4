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
  AgentTasksError,
  type validationIssueSchema,
} from 'backstage-plugin-agent-tasks-common';
import type { z } from 'zod';

type Issue = z.infer<typeof validationIssueSchema>;

/** A request with more mistakes than this is not helped by the rest. */
const MOST_ISSUES = 20;
const LONGEST_PATH = 100;
const LONGEST_MESSAGE = 300;

/** The refusal of a request that is not as it should be. */
export function validationFailed(issues: Issue[]): AgentTasksError {
  const told = issues.slice(0, MOST_ISSUES).map(({ path, message }) => ({
    path: path.slice(0, LONGEST_PATH),
    message: message.slice(0, LONGEST_MESSAGE),
  }));
  const summary = told
    .slice(0, 3)
    .map(({ path, message }) => (path ? `${path}: ${message}` : message))
    .join(' ');
  return new AgentTasksError(
    'validation_failed',
    `The request is not valid. ${summary}`,
    { issues: told },
  );
}

/** The value by its schema; throws `validation_failed` with every issue. */
export function parseRequest<S extends z.ZodType>(
  schema: S,
  value: unknown,
): z.output<S> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw validationFailed(issuesOf(parsed.error));
  return parsed.data;
}

/** Zod's issues with dotted paths. */
export function issuesOf(error: Pick<z.ZodError, 'issues'>): Issue[] {
  return error.issues.map(({ path, message }) => ({
    path: path.map(String).join('.'),
    message,
  }));
}
