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
import type { PortalDatabase, TaskRow } from '../harness';

/** What GitHub shows of a task at a moment. */
interface Face {
  prompt: string;
  state: string;
  /** `draft`, `open`, `merged` or `closed`; absent without a pull request. */
  pullRequest?: string;
}

/** What has become of a task over time, each value once. */
export interface Life {
  prompt: string;
  states: string[];
  pullRequests: string[];
}

/** What happened on GitHub, as GitHub itself tells it, step by step. */
export class History {
  readonly #lives = new Map<string, Life>();
  #now = new Map<string, Face>();

  /** Looks at all tasks; to be called once per step. */
  async record(control: SimulatorControl): Promise<void> {
    const pulls = new Map(
      (await control.pullRequests()).map(pull => [
        `${pull.repository}#${pull.number}`,
        pull.state === 'open' && pull.isDraft ? 'draft' : pull.state,
      ]),
    );
    this.#now = new Map(
      (await control.tasks()).map(
        ({ id, prompt, state, repository, pullRequestNumber }) => [
          id,
          {
            prompt,
            state,
            pullRequest: pulls.get(`${repository}#${pullRequestNumber}`),
          },
        ],
      ),
    );
    for (const [id, { prompt, state, pullRequest }] of this.#now) {
      const life = this.#lives.get(id) ?? {
        prompt,
        states: [],
        pullRequests: [],
      };
      this.#lives.set(id, life);
      append(life.states, state);
      if (pullRequest) append(life.pullRequests, pullRequest);
    }
  }

  /** By GitHub's id. */
  get lives(): ReadonlyMap<string, Life> {
    return this.#lives;
  }

  /** How often each prompt was started. */
  countByPrompt(): Map<string, number> {
    const counts = new Map<string, number>();
    for (const { prompt } of this.#lives.values()) {
      counts.set(prompt, (counts.get(prompt) ?? 0) + 1);
    }
    return counts;
  }

  /**
   * The tasks that the portal does not yet show as GitHub does. One whose answer
   * was lost cannot be told from others before it has a session.
   */
  async unseen(database: PortalDatabase): Promise<string[]> {
    const rows = await database.tasks();
    const known = new Map(rows.map(row => [row.github_task_id, row]));
    const lost = new Set(
      rows
        .filter(row => row.dispatch_status === 'unknown')
        .map(row => row.prompt),
    );
    return [...this.#now].flatMap(([id, face]) => {
      const row = known.get(id);
      if (!row) {
        return face.state === 'queued' && lost.has(face.prompt)
          ? []
          : [`${face.prompt.split('\n')[0]}: unknown to the portal`];
      }
      const seen = `${row.state} ${faceOf(row)}`;
      const wanted = `${face.state} ${face.pullRequest}`;
      return seen === wanted ? [] : [`${seen} instead of ${wanted}`];
    });
  }
}

function append(values: string[], value: string): void {
  if (values.at(-1) !== value) values.push(value);
}

function faceOf(row: TaskRow): string | undefined {
  if (!row.pull_request) return undefined;
  const { state, isDraft } = JSON.parse(row.pull_request);
  return state === 'open' && isDraft ? 'draft' : state;
}
