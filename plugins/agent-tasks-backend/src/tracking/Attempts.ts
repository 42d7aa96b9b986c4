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
  isAgentTasksError,
  type AgentTasksError,
} from 'backstage-plugin-agent-tasks-common';
import { concernsToken } from '../github/triage';

/**
 * The steps of one look. One that fails does not keep what the others found out
 * from being written; but after GitHub has refused the token, set a limit, or
 * was not there, nothing more is asked in this look.
 */
export class Attempts {
  readonly #failures: unknown[] = [];
  readonly #onRefused: (error: AgentTasksError) => void;
  #refusal?: AgentTasksError;

  constructor(onRefused: (error: AgentTasksError) => void) {
    this.#onRefused = onRefused;
  }

  /** A failure is the owner's, whose next look then waits longer. */
  async ofOwner<T>(work: () => Promise<T>, otherwise: T): Promise<T> {
    if (this.#failures.some(isOfToken)) return otherwise;
    try {
      return await work();
    } catch (error) {
      this.#failures.push(error);
      return otherwise;
    }
  }

  /** A refusal that concerns this task alone does not delay the owner's others. */
  async ofTask<T>(
    work: () => Promise<T>,
    otherwise: T,
    onRefused: () => void = () => {},
  ): Promise<T> {
    return this.ofOwner(async () => {
      try {
        return await work();
      } catch (error) {
        if (!isAgentTasksError(error) || concernsToken(error)) throw error;
        this.#refusal ??= error;
        this.#onRefused(error);
        onRefused();
        return otherwise;
      }
    }, otherwise);
  }

  /** The first that concerned one task alone. */
  get refusal(): unknown {
    return this.#refusal;
  }

  /** The one that tells most about when to come back; `undefined`: all went well. */
  get failure(): unknown {
    const [first] = [...this.#failures].sort(
      (a, b) => weightOf(b) - weightOf(a),
    );
    return first;
  }
}

function isOfToken(error: unknown): boolean {
  return isAgentTasksError(error) && concernsToken(error);
}

function weightOf(error: unknown): number {
  if (!isAgentTasksError(error)) return 0;
  if (error.code === 'github_sign_in_required') return Infinity;
  return error.retryAfter ?? 0;
}
