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

import type { SimulatorControl } from 'github-agent-tasks-simulator';

/** What a task of a measurement is in by turns. */
const STATES = ['in_progress', 'queued'];

/** A change on GitHub. */
export interface Change {
  state: string;
  /** Milliseconds since 1970; not later than it happened. */
  at: number;
}

/** Changes a task on GitHub: into one state, and back the next time. */
export async function changeTask(
  control: SimulatorControl,
  githubTaskId: string,
  turn: number,
): Promise<Change> {
  const state = STATES[turn % STATES.length];
  const at = Date.now();
  await control.updateTask(githubTaskId, { state });
  return { state, at };
}
