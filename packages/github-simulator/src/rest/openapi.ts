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
 * objects when a handler reads, answers or refuses something that GitHub does
 * not. `answer` is where they bite.
 */
import type { components, operations } from '@octokit/openapi-types';

/** GitHub's name of an operation, e.g. `pulls/get`. */
export type OperationId = keyof operations;

/** A named schema of GitHub's API. */
export type Schema<Name extends keyof components['schemas']> =
  components['schemas'][Name];

type Responses<Operation extends OperationId> =
  operations[Operation]['responses'];

/** The statuses that are published for an operation. */
export type ResponseStatus<Operation extends OperationId> = Extract<
  keyof Responses<Operation>,
  number
>;

/** The JSON that an operation accepts. */
export type RequestBody<Operation extends OperationId> =
  operations[Operation] extends {
    requestBody: { content: { 'application/json': infer Body } };
  }
    ? Body
    : never;

/** The JSON that an operation answers with, for a status; undefined: nothing at all. */
export type ResponseBody<
  Operation extends OperationId,
  Status extends ResponseStatus<Operation>,
> = Responses<Operation>[Status] extends { content: infer Content }
  ? [Content] extends [never]
    ? undefined
    : Content extends { 'application/json': infer Body }
    ? Body
    : never
  : undefined;
