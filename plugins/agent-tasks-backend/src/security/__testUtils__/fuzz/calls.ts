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

import type { createOpenApiDocument } from '../../../http/openapi';

type Document = ReturnType<typeof createOpenApiDocument>;

/** As much of a JSON schema as the fuzz goes by. */
export interface Schema {
  $ref?: string;
  type?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
  enum?: unknown[];
  const?: unknown;
  minimum?: number;
  maximum?: number;
}

/** One call of the API, as its OpenAPI document describes it. */
export interface Call {
  method: string;
  /** Below the plugin, with `{…}` for parameters. */
  path: string;
  query: { name: string; schema: Schema }[];
  body?: Schema;
}

/** Every call of a document, so that the fuzz cannot forget a new one. */
export function callsOf(document: Document): Call[] {
  return Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations as Record<string, Operation>).map(
      ([method, operation]) => ({
        method: method.toUpperCase(),
        path,
        query: (operation.parameters ?? []).filter(
          (each): each is Parameter => each.in === 'query',
        ),
        body: operation.requestBody?.content['application/json'].schema,
      }),
    ),
  );
}

/** Follows a reference to one of the document's schemas. */
export function resolveSchema(schema: Schema, document: Document): Schema {
  if (!schema.$ref) return schema;
  const name = schema.$ref.split('/').at(-1)!;
  return document.components.schemas[name] as Schema;
}

interface Parameter {
  name: string;
  in: string;
  schema: Schema;
}

interface Operation {
  parameters?: (Parameter | { $ref: string; in?: undefined })[];
  requestBody?: { content: Record<string, { schema: Schema }> };
}
