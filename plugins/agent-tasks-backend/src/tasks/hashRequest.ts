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

import { createHash } from 'node:crypto';
import type { DispatchRequest } from './DispatchTask';

/**
 * The same for requests that ask for the same task, whatever the order of their
 * keys: what `Idempotency-Key` compares.
 */
export function hashRequest(
  request: Pick<
    DispatchRequest,
    | 'repository'
    | 'prompt'
    | 'baseRef'
    | 'headRef'
    | 'model'
    | 'customAgent'
    | 'createPullRequest'
    | 'entityRef'
  >,
): string {
  const canonical = [
    request.repository.toLowerCase(),
    request.prompt,
    request.baseRef,
    request.headRef,
    request.model,
    request.customAgent,
    request.createPullRequest,
    request.entityRef?.toLowerCase(),
  ];
  return createHash('sha256').update(JSON.stringify(canonical)).digest('hex');
}
