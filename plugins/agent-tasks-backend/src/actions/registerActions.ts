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
 * Actions: the plugin's door for MCP clients, and for whatever else calls
 * Backstage's registry of actions.
 *
 * Promised: the same as over HTTP. Actions read through the same
 * {@link TaskReader} and start tasks through the same {@link StartAttempts}, so
 * that permissions, policy, limits, idempotency and audit hold; a refusal has the
 * same code and message, the code in square brackets at its end.
 *
 * Not promised: that an action can do what its user has not prepared. MCP hands
 * over no secret, so the user must have connected the portal with GitHub.
 *
 * Nothing is kept here; on a crash holds what holds for a dispatch.
 */
import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { StartAttempts } from '../tasks/StartAttempts';
import type { TaskReader } from '../tasks/TaskReader';
import type { ActionCallers } from './ActionCallers';
import { createGetTaskAction } from './createGetTaskAction';
import { createListTasksAction } from './createListTasksAction';
import { createStartTaskAction } from './createStartTaskAction';

/** Registers `list-tasks`, `get-task` and `start-task`. */
export function registerActions(options: {
  actionsRegistry: ActionsRegistryService;
  callers: ActionCallers;
  taskReader: TaskReader;
  attempts: StartAttempts;
}): void {
  createListTasksAction(options);
  createGetTaskAction(options);
  createStartTaskAction(options);
}
