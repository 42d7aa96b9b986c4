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

import type { CreateTaskBody } from '../github/types';
import type { StoredTask } from './types';

/** What GitHub is sent to start a task, the same whoever sends it. */
export function createTaskBody(task: StoredTask): CreateTaskBody {
  return {
    prompt: task.prompt,
    base_ref: task.baseRef,
    head_ref: task.headRef,
    model: task.model,
    custom_agent: task.customAgent,
    // Always sent: without it GitHub does not do what it documents (facts §1.3).
    create_pull_request: task.createPullRequest,
  };
}
