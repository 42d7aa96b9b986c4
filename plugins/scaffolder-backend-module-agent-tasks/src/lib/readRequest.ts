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

import { InputError } from '@backstage/errors';
import type { ScmIntegrationRegistry } from '@backstage/integration';
import {
  startTaskRequestSchema,
  type StartTaskRequest,
} from 'backstage-plugin-agent-tasks-common';
import { readPrompt } from './readPrompt';
import { resolveRepository } from './resolveRepository';

/** The inputs of `agent-tasks:start` that describe the task. */
export interface StartInput {
  repoUrl?: string;
  repository?: string;
  prompt?: string;
  promptFile?: string;
  baseRef?: string;
  headRef?: string;
  model?: string;
  customAgent?: string;
  createPullRequest?: boolean;
  entityRef?: string;
}

/**
 * Turns the inputs of a step into the request that the portal takes. What is in
 * it is for the portal to check, so that every refusal is in its audit trail.
 *
 * @throws InputError where there is nothing to ask the portal for: no repository,
 * one on another host, no brief.
 */
export async function readRequest(
  input: StartInput,
  options: {
    gitHubHost: string;
    integrations: ScmIntegrationRegistry;
    workspacePath: string;
  },
): Promise<StartTaskRequest> {
  return {
    repository: resolveRepository(input, options),
    prompt: await readPrompt(input, options),
    // An optional field of a form that is left empty arrives as an empty string.
    baseRef: input.baseRef || undefined,
    headRef: input.headRef || undefined,
    model: input.model || undefined,
    customAgent: input.customAgent || undefined,
    createPullRequest: input.createPullRequest ?? true,
    entityRef: input.entityRef || undefined,
  };
}

/**
 * Checks a request with the portal's own schema without asking the portal, for a
 * dry run.
 *
 * @throws InputError that names every input that is wrong, and never the prompt.
 */
export function checkRequest(request: StartTaskRequest): void {
  const parsed = startTaskRequestSchema.safeParse(request);
  if (parsed.success) return;
  const issues = parsed.error.issues.map(
    ({ path, message }) => `${path.join('.')}: ${message}`,
  );
  throw new InputError(`The task cannot be started. ${issues.join(' ')}`);
}
