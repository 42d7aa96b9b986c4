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

import { randomUUID } from 'node:crypto';
import type { StoredTask } from '../tasks/types';

/** A task that was accepted a moment ago, with whatever a test wants otherwise. */
export function storedTask(overrides: Partial<StoredTask> = {}): StoredTask {
  const at = overrides.createdAt ?? '2026-11-22T12:00:00.000Z';
  return {
    id: randomUUID(),
    repository: 'acme/services',
    host: 'github.com',
    title: 'Add a health check',
    prompt: 'Add a health check',
    state: 'queued',
    rawState: 'queued',
    dispatch: { status: 'accepted' },
    requestedBy: 'user:default/ada-nwosu',
    githubLogin: 'ada-nwosu',
    githubUserId: 90210001,
    createPullRequest: true,
    source: 'portal',
    github: { taskId: randomUUID() },
    seen: {},
    tracking: { status: 'live' },
    createdAt: at,
    updatedAt: at,
    progressedAt: at,
    version: 0,
    ...overrides,
  };
}

/** As it is written before it is sent. */
export function pendingTask(overrides: Partial<StoredTask> = {}): StoredTask {
  const { state, rawState, ...task } = storedTask({
    dispatch: { status: 'pending' },
    github: {},
  });
  return { ...task, ...overrides };
}
