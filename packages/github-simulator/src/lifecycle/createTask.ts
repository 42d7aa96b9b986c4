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
import type {
  Account,
  PullRequest,
  Repository,
  SimulatorState,
  Task,
} from '../state';
import type { ScenarioBook } from './ScenarioBook';
import { excerptOfPrompt } from './wording';

/** A request to start a task that has passed all checks. */
export type TaskRequest = {
  prompt: string;
  creator: Account;
  repository: Repository;
  baseRef?: string;
  headRef?: string;
  createPullRequest: boolean;
  model?: string;
  customAgent?: string;
  /** Overrides what prompt and repository would choose. */
  scenario?: string;
  /** Where it comes from if not from the API (behaviour 42). */
  source?: Task['source'];
};

/** Books a new task. Equal requests make different tasks: there is no idempotency (behaviour 3). */
export function createTask(
  world: { state: SimulatorState; scenarios: ScenarioBook; now: number },
  request: TaskRequest,
): Task {
  const { state, scenarios, now } = world;
  const { prompt, repository } = request;
  const scenario =
    (request.scenario ? scenarios.get(request.scenario) : undefined) ??
    scenarios.choose(prompt, repository.defaultScenario);
  const baseRef = request.baseRef ?? repository.defaultBranch;
  const joined = findPullRequestToJoin(
    state,
    repository,
    baseRef,
    request.headRef,
  );
  const task: Task = {
    id: randomUUID(),
    repositoryId: repository.id,
    creatorId: request.creator.id,
    name: excerptOfPrompt(prompt),
    prompt,
    state: 'queued',
    baseRef,
    createPullRequest: request.createPullRequest,
    model: request.model,
    customAgent: request.customAgent,
    source: request.source,
    joinsPullRequestId: joined?.id,
    sessions: [],
    scenario: scenario.name,
    quirks: { ...scenario.quirks },
    hiddenUntil:
      state.hideNewTasksFor > 0 ? now + state.hideNewTasksFor : undefined,
    createdAt: now,
    updatedAt: now,
  };
  state.tasks.set(task.id, task);
  return task;
}

/**
 * Behaviours 12 and 13: a `head_ref` counts only while that branch has an open
 * pull request to the base; otherwise it is silently ignored.
 */
function findPullRequestToJoin(
  state: SimulatorState,
  repository: Repository,
  baseRef: string,
  headRef: string | undefined,
): PullRequest | undefined {
  return state
    .pullRequestsOf(repository)
    .find(
      pull =>
        headRef !== undefined &&
        pull.state === 'open' &&
        pull.headRef === headRef &&
        pull.baseRef === baseRef,
    );
}
