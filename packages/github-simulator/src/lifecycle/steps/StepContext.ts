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

import type { Repository, Session, SimulatorState, Task } from '../../state';

/** What a step works on. Steps change the state and nothing else. */
export type StepContext = {
  state: SimulatorState;
  task: Task;
  repository: Repository;
  /** Simulated milliseconds since 1970. */
  now: number;
  /** The prompt of the session to be started, for follow-ups; default: the task's. */
  prompt: string;
};

/** The session that decides the task's state: the most recent one. */
export function currentSession(task: Task): Session | undefined {
  return task.sessions.at(-1);
}

/** Moves `updated_at` of the task and of its session. */
export function touch({ task, now }: StepContext): void {
  task.updatedAt = now;
  const session = currentSession(task);
  if (session && session.completedAt === undefined) session.updatedAt = now;
}
