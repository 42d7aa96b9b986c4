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

/**
 * GitHub's published types (`@octokit/openapi-types`), so that the compiler
 * objects when a handler answers with something that GitHub does not.
 */
import type { components, operations } from '@octokit/openapi-types';

/** A named schema of GitHub's API. */
export type Schema<Name extends keyof components['schemas']> =
  components['schemas'][Name];

/** The JSON that an operation accepts. */
export type RequestBody<Operation extends keyof operations> =
  operations[Operation] extends {
    requestBody: { content: { 'application/json': infer Body } };
  }
    ? Body
    : never;

/** The JSON that an operation answers with, for a status. */
export type ResponseBody<
  Operation extends keyof operations,
  Status extends number,
> = operations[Operation] extends {
  responses: {
    [status in Status]: { content: { 'application/json': infer Body } };
  };
}
  ? Body
  : never;
