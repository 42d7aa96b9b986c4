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

import { isAgentTasksError } from 'backstage-plugin-agent-tasks-common';

/** Refusals that pass by themselves. */
const TRANSIENT_STATUS: ReadonlySet<number> = new Set([429, 502, 504]);

/**
 * Whether asking again later may help: GitHub or the portal is out of reach or
 * wants calls to be spaced out. A caller that is not let in stays out.
 */
export function isTransient(error: unknown): boolean {
  if (isAgentTasksError(error)) return TRANSIENT_STATUS.has(error.statusCode);
  const name = error instanceof Error ? error.name : undefined;
  return name !== 'AuthenticationError' && name !== 'AbortError';
}
