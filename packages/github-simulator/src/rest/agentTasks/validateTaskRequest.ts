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

import { GithubErrorDetail, validationFailed } from '../../http/GithubError';
import type { Repository, Switches } from '../../state';
import type { RequestBody } from '../openapi';

/** The body of a start, once it is known to be valid. Unknown keys are dropped (behaviour 6). */
export type TaskBody = RequestBody<'agent-tasks/create-task-in-repo'>;

/** The published list, and models seen in the wild since. */
const KNOWN_MODELS = [
  'claude-sonnet-4.6',
  'claude-opus-4.6',
  'gpt-5.2-codex',
  'gpt-5.3-codex',
  'gpt-5.4',
  'claude-sonnet-4.5',
  'claude-opus-4.5',
  'gpt-5.6-sol',
  'gpt-5.6-luna',
  'gemini-3.6-flash',
];

const OPTIONAL_STRINGS = [
  'model',
  'custom_agent',
  'base_ref',
  'head_ref',
] as const;

/** Behaviours 4, 7, 8 and 9: everything that is wrong, or the body. */
export function validateTaskRequest(
  body: Record<string, unknown>,
  context: { repository: Repository; switches: Switches },
): TaskBody {
  const errors = [...shapeErrors(body)];
  if (errors.length > 0) throw validationFailed(...errors);
  const valid: TaskBody = {
    prompt: body.prompt as string,
    model: optional<string>(body.model),
    custom_agent: optional<string>(body.custom_agent),
    base_ref: optional<string>(body.base_ref),
    head_ref: optional<string>(body.head_ref),
    create_pull_request: optional<boolean>(body.create_pull_request),
  };
  const refusals = [...contentErrors(valid, context)];
  if (refusals.length > 0) throw validationFailed(...refusals);
  return valid;
}

/** Whether a model is one that GitHub offers. */
export function isKnownModel(model: string): boolean {
  return KNOWN_MODELS.includes(model);
}

function* shapeErrors(
  body: Record<string, unknown>,
): Generator<GithubErrorDetail> {
  const { prompt } = body;
  if (prompt === undefined || prompt === null || prompt === '') {
    yield { code: 'missing_field', message: 'prompt is required' };
  } else if (typeof prompt !== 'string') {
    yield { code: 'invalid', message: 'prompt must be a string' };
  } else if (prompt.trim() === '') {
    yield { code: 'missing_field', message: 'prompt is required' };
  }
  for (const name of OPTIONAL_STRINGS) {
    const value = optional(body[name]);
    if (value !== undefined && typeof value !== 'string') {
      yield { code: 'invalid', message: `${name} must be a string` };
    }
  }
  const create = optional(body.create_pull_request);
  if (create !== undefined && typeof create !== 'boolean') {
    yield { code: 'invalid', message: 'create_pull_request must be a boolean' };
  }
}

function* contentErrors(
  body: TaskBody,
  { repository, switches }: { repository: Repository; switches: Switches },
): Generator<GithubErrorDetail> {
  const { model, custom_agent: agent, base_ref: base } = body;
  if (model && !isKnownModel(model) && switches.unknownModel === 'refused') {
    yield {
      code: 'custom',
      message: `The model ${model} is not available for this repository`,
    };
  }
  if (agent && !repository.customAgents.some(({ id }) => id === agent)) {
    yield {
      code: 'custom',
      message: `The custom agent ${agent} was not found`,
    };
  }
  if (repository.branches.size === 0) {
    yield { code: 'unprocessable', message: 'The repository is empty' };
  } else if (base && !repository.branches.has(base)) {
    yield { code: 'custom', message: `The base branch ${base} does not exist` };
  }
}

/** `null` means the same as nothing. */
function optional<T = unknown>(value: unknown): T | undefined {
  return value === null || value === undefined ? undefined : (value as T);
}
