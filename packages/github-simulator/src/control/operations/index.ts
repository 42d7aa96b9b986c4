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

import { clockOperations } from './clock';
import type { Operation } from './operation';
import { peopleOperations } from './people';
import { pullRequestOperations } from './pullRequests';
import { settingsOperations } from './settings';
import { taskOperations } from './tasks';
import { tokenOperations } from './tokens';
import { trafficOperations } from './traffic';
import { webhookOperations } from './webhooks';

/** All operations by name, the same for the control object and for HTTP. */
export const operations = {
  ...clockOperations,
  ...tokenOperations,
  ...taskOperations,
  ...pullRequestOperations,
  ...trafficOperations,
  ...settingsOperations,
  ...webhookOperations,
  ...peopleOperations,
} satisfies Record<string, Operation>;

/** The name of an operation. */
export type OperationName = keyof typeof operations;

export { ControlError } from './operation';
export { describePullRequest } from './pullRequests';
export { describeTask } from './tasks';
