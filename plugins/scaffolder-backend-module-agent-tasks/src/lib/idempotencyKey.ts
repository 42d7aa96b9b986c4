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
  type StartTaskRequest,
} from 'backstage-plugin-agent-tasks-common';
import type { JsonObject } from '@backstage/types';
import { createHash } from 'node:crypto';

/**
 * Names one execution of a step for good: the same for every retry and recovery
 * of a scaffolder run, another for every other run, step and iteration of `each`.
 *
 * The scaffolder (4.2.0) does not tell an action which iteration of `each` it
 * runs, so the request itself tells iterations apart. Two iterations that ask
 * for exactly the same therefore share one task, unless `each` is given.
 */
export function idempotencyKey(options: {
  scaffolderTaskId: string;
  stepId?: string;
  each?: JsonObject;
  request: StartTaskRequest;
}): string {
  const { scaffolderTaskId, stepId = 'step', each, request } = options;
  const digest = sha256(JSON.stringify([each, request])).slice(0, 16);
  const key = `${scaffolderTaskId}:${stepId}:${digest}`;
  // A template's author may give a step any id, of any length.
  return idempotencyKeySchema.safeParse(key).success ? key : sha256(key);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
