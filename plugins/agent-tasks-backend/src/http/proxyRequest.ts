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
  repositorySchema,
  startTaskRequestSchema,
} from 'backstage-plugin-agent-tasks-common';
import type { Request } from 'express';
import { z } from 'zod';
import { parseRequest, validationFailed } from './validation';

/** GitHub's own parameters need a small part of this. */
const LONGEST_QUERY = 2_048;

/** GitHub's ids of tasks are UUIDs; what could leave its place in the path is none. */
const taskIdSchema = z
  .string()
  .regex(/^[A-Za-z0-9-]{1,64}$/, 'Give the id of a task as GitHub gives it.');

const apiVersionSchema = z
  .string()
  .regex(
    /^[A-Za-z0-9.-]{1,32}$/,
    "Give a version of GitHub's REST API, for example 2026-03-10.",
  );

const { prompt, baseRef, headRef, model, customAgent } =
  startTaskRequestSchema.shape;

/** The body of `POST /agents/repos/{owner}/{repo}/tasks`; keys that are not known here pass. */
export const proxyStartBodySchema = z
  .looseObject({
    prompt,
    base_ref: baseRef,
    head_ref: headRef,
    model,
    custom_agent: customAgent,
    create_pull_request: z.boolean().optional(),
  })
  .meta({ id: 'GitHubStartTaskRequest' });

/** The fields of GitHub's body that the portal knows, and the body that is sent. */
export interface ProxyStartBody {
  fields: z.output<typeof proxyStartBodySchema>;
  /** JSON text, with all keys that the caller sent. */
  json: string;
}

/** `owner/name` of the path. */
export function readRepository(request: Request): string {
  const { owner, repo } = request.params;
  return parseRequest(z.object({ repository: repositorySchema }), {
    repository: `${owner}/${repo}`,
  }).repository;
}

/** The path for GitHub, of parts that have been checked. */
export function readPath(request: Request): string {
  const { taskId, owner } = request.params;
  const base =
    owner === undefined
      ? '/agents/tasks'
      : `/agents/repos/${readRepository(request)}/tasks`;
  if (taskId === undefined) return base;
  parseRequest(z.object({ task_id: taskIdSchema }), { task_id: taskId });
  return `${base}/${taskId}`;
}

/** The query as it was sent, without the question mark. */
export function readQuery(request: Request): string | undefined {
  const { originalUrl } = request;
  const start = originalUrl.indexOf('?');
  if (start < 0) return undefined;
  const query = originalUrl.slice(start + 1);
  if (query.length > LONGEST_QUERY) {
    throw validationFailed([
      {
        path: 'query',
        message: `A query is at most ${LONGEST_QUERY} characters.`,
      },
    ]);
  }
  return query;
}

/** `X-GitHub-Api-Version`, where the caller names one. */
export function readApiVersion(request: Request): string | undefined {
  const header = request.get('x-github-api-version');
  if (header === undefined) return undefined;
  return parseRequest(z.object({ 'X-GitHub-Api-Version': apiVersionSchema }), {
    'X-GitHub-Api-Version': header,
  })['X-GitHub-Api-Version'];
}

/**
 * Reads and checks the body. It is written anew from what was read, so that
 * GitHub cannot read it otherwise than policy did: of a key given twice the last
 * counts, and a known key in other letters is refused, as some parsers take
 * `MODEL` for `model`.
 */
export function readStartBody(text: unknown): ProxyStartBody {
  const body = parseJsonObject(typeof text === 'string' ? text : '');
  const known = Object.keys(proxyStartBodySchema.shape);
  const lookalike = Object.keys(body).find(
    key =>
      !known.includes(key) && known.includes(key.toUpperCase().toLowerCase()),
  );
  if (lookalike !== undefined) {
    throw validationFailed([
      { path: lookalike, message: 'Write the key in lower case.' },
    ]);
  }
  return {
    fields: parseRequest(proxyStartBodySchema, body),
    json: JSON.stringify(body),
  };
}

function parseJsonObject(text: string): Record<string, unknown> {
  let body: unknown;
  try {
    body = JSON.parse(text);
    // What is nested too deeply to be written is refused here as well.
    JSON.stringify(body);
  } catch {
    throw validationFailed([
      {
        path: '',
        message: 'The body is not valid JSON, or is nested too deeply.',
      },
    ]);
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw validationFailed([
      { path: '', message: 'Send a JSON object with at least a prompt.' },
    ]);
  }
  return body as Record<string, unknown>;
}
